import { open } from "node:fs/promises";
import { endOfLines, offsetOfTime } from "../bounds";
import type { Segment } from "../segments";

/** The lines of a file whose time is from `from` and before `to`; none: empty. */
export async function linesOfPeriod(segment: Segment, from: number, to: number): Promise<Buffer> {
  if (segment.beganAt >= to) return Buffer.alloc(0);
  const handle = await open(segment.path, "r").catch(() => null);
  // It expired.
  if (handle === null) return Buffer.alloc(0);
  try {
    const { size } = await handle.stat();
    const end = endOfLines(handle.fd, size);
    const first = offsetOfTime(handle.fd, end, from);
    const last = offsetOfTime(handle.fd, end, to);
    const bytes = Buffer.alloc(Math.max(0, last - first));
    if (bytes.length > 0) await handle.read(bytes, 0, bytes.length, first);
    return bytes;
  } finally {
    await handle.close();
  }
}
