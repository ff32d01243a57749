import type { MemberView } from "@/lib/model/member";
import { takesRequests } from "@/lib/model/member";

export interface MemberChange {
  id: string;
  weight?: number;
  enabled?: boolean;
}

/** Does the change leave nobody who takes requests, though somebody did before (BS-02)? */
export function leavesNobody(members: readonly MemberView[], changes: readonly MemberChange[]): boolean {
  const after = members.map((member) => ({ ...member, ...changes.find(({ id }) => id === member.id) }));
  return members.some(takesRequests) && !after.some(takesRequests);
}
