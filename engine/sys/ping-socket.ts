import { libc, type SystemError } from "./libc";
import { isIpv4 } from "@/lib/model/address";
import { type ListenResult, socketAddress } from "./listen-socket";

const AF_INET = 2;
const SOCK_DGRAM = 2;
const SOCK_RAW = 3;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const IPPROTO_ICMP = 1;

/** A socket for ICMP echo. `raw`: it reads whole packets with their IP header, those of other programs too. */
export type PingSocket = { fd: number; raw: boolean } | SystemError;

/**
 * Opens a socket that pings one IPv4 address: an unprivileged one where net.ipv4.ping_group_range has the process's
 * group, else a raw one, which needs CAP_NET_RAW. EACCES or EPERM: neither is allowed; ENOSYS without koffi.
 */
export function openPingSocket(address: string, source: string | null): PingSocket {
  if (!isIpv4(address)) return { code: "EAFNOSUPPORT", message: `${address} is not an IPv4 address` };
  const plain = open(SOCK_DGRAM, address, source);
  if ("fd" in plain) return { ...plain, raw: false };
  if (plain.code !== "EACCES" && plain.code !== "EPERM" && plain.code !== "EPROTONOSUPPORT") return plain;
  const raw = open(SOCK_RAW, address, source);
  return "fd" in raw ? { ...raw, raw: true } : raw;
}

function open(type: number, address: string, source: string | null): ListenResult {
  const c = libc();
  if (c === null) return { code: "ENOSYS", message: "sockets cannot be opened on this host: koffi is missing" };
  const fd = c.socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ICMP);
  if (fd < 0) return c.lastError();
  const done =
    (source === null || c.bind(fd, socketAddress(source, 0), 16) === 0) &&
    c.connect(fd, socketAddress(address, 0), 16) === 0;
  if (done) return { fd };
  const error = c.lastError();
  c.close(fd);
  return error;
}

/** May this process ping at all? */
export function canPing(): boolean {
  const opened = openPingSocket("127.0.0.1", null);
  if (!("fd" in opened)) return false;
  libc()?.close(opened.fd);
  return true;
}
