import { createRequire } from "node:module";
import { getSystemErrorMap } from "node:util";
import type * as Koffi from "koffi";

/** The system calls that Node lacks. Each answers -1 on failure; {@link Libc.lastError} says why. Linux only. */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  setsockopt(fd: number, level: number, name: number, value: Buffer, length: number): number;
  getsockopt(fd: number, level: number, name: number, value: Buffer, length: Buffer): number;
  bind(fd: number, address: Buffer, length: number): number;
  listen(fd: number, backlog: number): number;
  connect(fd: number, address: Buffer, length: number): number;
  send(fd: number, bytes: Uint8Array, length: number, flags: number): number;
  sendto(fd: number, bytes: Uint8Array, length: number, flags: number, address: Buffer, size: number): number;
  recvfrom(fd: number, bytes: Buffer, length: number, flags: number, address: Buffer, size: Buffer): number;
  close(fd: number): number;
  flock(fd: number, operation: number): number;
  /** Number of the last call's error in this thread. */
  errno(): number;
  lastError(): SystemError;
}

export interface SystemError {
  /** Name of the errno, such as EADDRINUSE. */
  code: string;
  /** The system's text for it. */
  message: string;
}

let loaded: Libc | null | undefined;

/**
 * The C library through koffi, loaded at the first call; null where koffi cannot be loaded or the system is not Linux,
 * and then every function of engine/sys degrades as its docstring says (notice NO_KOFFI).
 */
export function libc(): Libc | null {
  if (loaded === undefined) loaded = process.env.EVENKEEL_NO_KOFFI === "1" ? null : load();
  return loaded;
}

function load(): Libc | null {
  if (process.platform !== "linux") return null;
  try {
    const koffi = createRequire(import.meta.url)("koffi") as typeof Koffi;
    const library = koffi.load(null);
    return {
      socket: library.func("int socket(int, int, int)"),
      setsockopt: library.func("int setsockopt(int, int, int, const void *, uint32_t)"),
      getsockopt: library.func("int getsockopt(int, int, int, _Out_ void *, _Inout_ void *)"),
      bind: library.func("int bind(int, const void *, uint32_t)"),
      listen: library.func("int listen(int, int)"),
      connect: library.func("int connect(int, const void *, uint32_t)"),
      send: library.func("long send(int, const void *, size_t, int)"),
      sendto: library.func("long sendto(int, const void *, size_t, int, const void *, uint32_t)"),
      recvfrom: library.func("long recvfrom(int, void *, size_t, int, void *, void *)"),
      close: library.func("int close(int)"),
      flock: library.func("int flock(int, int)"),
      errno: () => koffi.errno(),
      lastError: () => systemError(koffi.errno()),
    };
  } catch {
    return null;
  }
}

/** Name and text of an errno number. */
export function systemError(errno: number): SystemError {
  const [code, message] = getSystemErrorMap().get(-errno) ?? [`ERRNO_${errno}`, `system error ${errno}`];
  return { code, message };
}
