import { ipv4ToNumber, isIpv4 } from "@/lib/model/address";
import { type Libc, libc, type SystemError } from "./libc";

const AF_INET = 2;
const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const SO_RCVBUF = 8;
const SO_REUSEPORT = 15;
const SO_COOKIE = 57;
const IPPROTO_IP = 0;
const IP_BIND_ADDRESS_NO_PORT = 24;
const datagramBufferBytes = 4 * 1024 * 1024;

/** An `int` of 1 for setsockopt. */
const on = Buffer.from([1, 0, 0, 0]);
const cookie = Buffer.alloc(8);
const cookieSize = Buffer.alloc(4);

export interface ListenOptions {
  /** Connections that the kernel holds until they are accepted; the system caps it (net.core.somaxconn). */
  backlog: number;
  /** Several sockets, all opened with it, share the port and the kernel spreads connections over them. */
  reusePort: boolean;
}

export type ListenResult = { fd: number } | SystemError;

/** Can this host open sockets that share a port? When not: one worker that listens by itself (notice NO_KOFFI). */
export function canOpenSockets(): boolean {
  return libc() !== null;
}

/**
 * Opens a listening TCP socket on an IPv4 address; the caller owns the descriptor (non-blocking, close-on-exec).
 * Fails with the system's errno: EADDRINUSE, EACCES (below 1024), EADDRNOTAVAIL, EMFILE...; ENOSYS without koffi.
 */
export function openListenSocket(address: string, port: number, options: ListenOptions): ListenResult {
  return open(SOCK_STREAM, address, port, options.reusePort, (c, fd) => c.listen(fd, options.backlog));
}

/** Opens a bound UDP socket on an IPv4 address, as {@link openListenSocket} opens TCP's. */
export function openDatagramSocket(address: string, port: number, options: { reusePort: boolean }): ListenResult {
  return open(SOCK_DGRAM, address, port, options.reusePort, (c, fd) => {
    // The kernel gives what net.core.rmem_max allows; less than wanted is no error.
    const size = Buffer.alloc(4);
    size.writeInt32LE(datagramBufferBytes);
    c.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, 4);
    return 0;
  });
}

/**
 * Opens a UDP socket that sends to one IPv4 place and hears it alone, an ICMP error of it included; `source` is the
 * local address, or null for the system's choice. The caller owns the descriptor.
 */
export function connectDatagramSocket(address: string, port: number, source: string | null): ListenResult {
  const c = libc();
  if (c === null) return { code: "ENOSYS", message: "sockets cannot be opened on this host: koffi is missing" };
  if (!isIpv4(address)) return { code: "EAFNOSUPPORT", message: `${address} is not an IPv4 address` };
  const fd = c.socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return c.lastError();
  const done =
    (source === null || c.bind(fd, socketAddress(source, 0), 16) === 0) &&
    c.connect(fd, socketAddress(address, port), 16) === 0;
  if (done) return { fd };
  const error = c.lastError();
  c.close(fd);
  return error;
}

/**
 * Opens a TCP socket that will connect from an IPv4 address of this host, and is not connected. The port is chosen at
 * connect, so that one address serves as many connections to every member, not in all. EADDRNOTAVAIL: not this host's.
 */
export function openSourceSocket(source: string): ListenResult {
  const c = libc();
  if (c === null) return { code: "ENOSYS", message: "sockets cannot be opened on this host: koffi is missing" };
  const fd = c.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return c.lastError();
  // A kernel without the option (before 4.2) gives a port at once.
  c.setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, on, 4);
  if (c.bind(fd, socketAddress(source, 0), 16) === 0) return { fd };
  const error = c.lastError();
  c.close(fd);
  return error;
}

/**
 * Would this port be ours alone? SO_REUSEPORT lets any process of the same user join a port silently: binding once
 * without it, before the first shared socket is opened, tells whether somebody is there. Null: the port is free.
 */
export function probePort(address: string, port: number, transport: "tcp" | "udp" = "tcp"): SystemError | null {
  const result = open(transport === "udp" ? SOCK_DGRAM : SOCK_STREAM, address, port, false, () => 0);
  if (!("fd" in result)) return result;
  closeDescriptor(result.fd);
  return null;
}

function open(
  type: number,
  address: string,
  port: number,
  reusePort: boolean,
  then: (c: Libc, fd: number) => number,
): ListenResult {
  const c = libc();
  if (c === null) return { code: "ENOSYS", message: "sockets cannot be opened on this host: koffi is missing" };
  if (!isIpv4(address)) return { code: "EAFNOSUPPORT", message: `${address} is not an IPv4 address` };
  const fd = c.socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return c.lastError();
  const done =
    // For UDP it would let a stranger join the port, and TIME_WAIT is TCP's alone.
    (type === SOCK_DGRAM || c.setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, on, 4) === 0) &&
    (!reusePort || c.setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, on, 4) === 0) &&
    c.bind(fd, socketAddress(address, port), 16) === 0 &&
    then(c, fd) === 0;
  if (done) return { fd };
  const error = c.lastError();
  c.close(fd);
  return error;
}

/** `struct sockaddr_in` of Linux. */
export function socketAddress(address: string | number, port: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(AF_INET, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.writeUInt32BE(typeof address === "number" ? address : ipv4ToNumber(address), 4);
  return bytes;
}

export function closeDescriptor(fd: number): void {
  libc()?.close(fd);
}

/**
 * What tells a socket from every other of this host, also from a later one that got the same descriptor number; null
 * when the descriptor is closed, or where there is no koffi.
 */
export function socketCookie(fd: number): bigint | null {
  cookieSize.writeInt32LE(8);
  return libc()?.getsockopt(fd, SOL_SOCKET, SO_COOKIE, cookie, cookieSize) === 0 ? cookie.readBigUInt64LE() : null;
}
