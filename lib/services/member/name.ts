/** What people read for a server: its name, or where it is. */
export function memberName(member: { name: string; address: string; port: number }): string {
  if (member.name !== "") return member.name;
  return member.address.includes(":") ? `[${member.address}]:${member.port}` : `${member.address}:${member.port}`;
}
