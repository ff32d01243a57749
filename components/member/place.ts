import type { MemberView } from "@/lib/model/member";

/** `address:port`, an IPv6 address in brackets. */
export function placeOf({ address, port }: Pick<MemberView, "address" | "port">): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

export function nameOf(member: Pick<MemberView, "name" | "address" | "port">): string {
  return member.name || placeOf(member);
}

/** Does it get requests now? A server that is not checked counts as healthy (HC-11). */
export function takesRequests({ enabled, weight, status }: MemberView): boolean {
  return enabled && weight > 0 && status.health !== "offline";
}
