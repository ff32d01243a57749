const echoRequest = 8;
const echoReply = 0;
const payload = Buffer.from("evenkeel health check");

/** An ICMP echo request (RFC 792). */
export function echoPacket(id: number, sequence: number): Buffer {
  const packet = Buffer.alloc(8 + payload.length);
  packet[0] = echoRequest;
  packet.writeUInt16BE(id, 4);
  packet.writeUInt16BE(sequence, 6);
  payload.copy(packet, 8);
  packet.writeUInt16BE(checksum(packet), 2);
  return packet;
}

/** Does a packet answer the request? `raw`: it begins with its IP header. An unprivileged socket has an id of its own. */
export function answersEcho(packet: Buffer, length: number, raw: boolean, id: number, sequence: number): boolean {
  const at = raw ? ((packet[0] as number) & 15) * 4 : 0;
  if (at + 8 > length || packet[at] !== echoReply) return false;
  return packet.readUInt16BE(at + 6) === sequence && (!raw || packet.readUInt16BE(at + 4) === id);
}

/** The Internet checksum (RFC 1071). */
export function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] as number) * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
