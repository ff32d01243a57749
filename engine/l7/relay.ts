import { latin1 } from "./http1/bytes";
import type { Channel } from "@/engine/upstream/tcp/channel";

/** Bytes up to this number are cheaper as a string, which libuv copies, than as a view. */
export const textLimit = 16_384;

/**
 * Passes on bytes that `from` has just read. False: they wait, and `from` must be paused until `to` is drained, as
 * its read buffer may be what waits.
 */
export function relay(from: Channel, to: Channel, bytes: Buffer, start: number, end: number): boolean {
  if (end <= start) return to.pending === 0;
  if (from.ownsReadBuffer) return to.writeBytes(bytes.subarray(start, end));
  if (end - start <= textLimit) return to.writeText(latin1(bytes, start, end));
  return to.writeBytes(Buffer.from(bytes.subarray(start, end)));
}
