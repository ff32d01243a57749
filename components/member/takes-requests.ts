import type { MemberView } from "@/lib/model/member";

/** Does it get requests now? A server that is not checked counts as healthy (HC-11). */
export function takesRequests({ enabled, weight, drainUntil, status }: MemberView): boolean {
  return enabled && weight > 0 && drainUntil === null && status.health !== "offline";
}
