import type { Member } from "@/lib/model/member";

/** `address:port`, an IPv6 address in brackets. */
export function placeOf({ address, port }: Pick<Member, "address" | "port">): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

export function nameOf(member: Pick<Member, "name" | "address" | "port">): string {
  return member.name || placeOf(member);
}
