import { constants } from "node:os";
import { libc } from "./libc";

const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;

const sender = Buffer.allocUnsafeSlow(16);
const senderLength = Buffer.allocUnsafeSlow(4);

/** Where the last datagram of {@link receiveDatagram} came from. */
export const from = { address: 0, port: 0 };

/** Can datagrams be sent and received by system calls here? When not, through Node's own handles. */
export function hasDatagramCalls(): boolean {
  return libc() !== null;
}

/** Reads one datagram that waits, into `buffer`; its length, and {@link from} says whose; -1: none waits, or an error. */
export function receiveDatagram(fd: number, buffer: Buffer): number {
  const c = libc();
  if (c === null) return -1;
  senderLength.writeUInt32LE(16, 0);
  const length = c.recvfrom(fd, buffer, buffer.length, MSG_DONTWAIT, sender, senderLength);
  if (length < 0) return -1;
  from.port = sender.readUInt16BE(2);
  from.address = sender.readUInt32BE(4);
  return length;
}

/** Sends to a `socketAddress`. 0, or the errno: nothing waits, what cannot leave at once is lost. */
export function sendDatagramTo(fd: number, bytes: Uint8Array, length: number, to: Buffer): number {
  const c = libc();
  if (c === null) return constants.errno.ENOSYS;
  return c.sendto(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL, to, 16) < 0 ? c.errno() : 0;
}

/** Sends on a connected socket. 0, or the errno; ECONNREFUSED tells of an earlier datagram, and this one was not sent. */
export function sendDatagram(fd: number, bytes: Uint8Array, length: number): number {
  const c = libc();
  if (c === null) return constants.errno.ENOSYS;
  return c.send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 ? c.errno() : 0;
}
