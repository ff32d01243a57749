import type { MemberView } from "@/lib/model/member";

/** Does it get requests now? A server that is not checked counts as healthy (HC-11). */
export function takesRequests({ enabled, weight, status }: MemberView): boolean {
  return enabled && weight > 0 && status.health !== "offline";
}
