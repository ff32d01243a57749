import { readMembersAction } from "@/lib/actions/member";
import type { ActionResult } from "@/lib/actions/result";
import type { MemberView } from "@/lib/model/member";

export type MembersOf = Record<string, MemberView[]>;

/** Servers of several groups; one that was deleted meanwhile has none. */
export async function readMembersOf(poolIds: readonly string[]): Promise<ActionResult<MembersOf>> {
  const membersOf: MembersOf = {};
  for (const id of poolIds) {
    const result = await readMembersAction(id);
    if (result.ok) membersOf[id] = result.data;
    else if (result.error.code !== "notFound") return result;
  }
  return { ok: true, data: membersOf };
}
