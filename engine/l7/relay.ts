import type { Channel } from "@/engine/upstream/tcp/channel";
import { latin1, writeLatin1 } from "./http1/bytes";

/** Bytes up to this number are cheaper as a string, which libuv copies, than as a view of a buffer. */
export const textLimit = 1024;

/**
 * Where a write is put together, a buffer a size: 2 kB doubled up to 128 kB. A write that has to wait keeps its buffer,
 * at most twice what waits, and the next gets a new one.
 */
const scratches: (Buffer | null)[] = [null, null, null, null, null, null, null];
const smallest = 2048;
const largest = smallest << (scratches.length - 1);

/**
 * Passes on bytes that `from` has just read. False: they wait, and `from` must be paused until `to` is drained, as
 * its read buffer may be what waits.
 */
export function relay(from: Channel, to: Channel, bytes: Buffer, start: number, end: number): boolean {
  if (end <= start) return to.pending === 0;
  if (from.ownsReadBuffer) return to.writeBytes(bytes.subarray(start, end));
  if (end - start <= textLimit) return to.writeText(latin1(bytes, start, end));
  return writeJoined(to, "", bytes, start, end, "");
}

/** Writes `before`, bytes and `after` as one, at most 128 kB; the bytes are copied. Gives whether all has left. */
export function writeJoined(
  to: Channel,
  before: string,
  bytes: Buffer,
  start: number,
  end: number,
  after: string,
): boolean {
  const from = before.length;
  const until = from + end - start;
  const size = until + after.length;
  if (size > largest) {
    to.writeText(before);
    to.writeBytes(Buffer.from(bytes.subarray(start, end)));
    return to.writeText(after);
  }
  const step = 32 - Math.clz32(((size - 1) / smallest) | 0);
  const scratch = (scratches[step] ??= Buffer.allocUnsafeSlow(smallest << step));
  if (from > 0) writeLatin1(scratch, before, 0);
  bytes.copy(scratch, from, start, end);
  if (after.length > 0) writeLatin1(scratch, after, until);
  const flushed = to.writeBytes(scratch.subarray(0, size));
  if (!flushed) scratches[step] = null;
  return flushed;
}
