import { readSync } from "node:fs";
import { timeOfLine } from "./line-fields";

const blockBytes = 131_072;
const lineFeed = 10;

/**
 * Offset of the first line whose time is at least `time`, found by halving: the lines of a file are in order. `end` is
 * where the file's last whole line ends.
 */
export function offsetOfTime(fd: number, end: number, time: number): number {
  const block = Buffer.allocUnsafe(blockBytes);
  let low = 0;
  let high = end;
  while (high - low > blockBytes) {
    const middle = Math.floor((low + high) / 2);
    const found = lineFrom(fd, block, middle, high);
    if (found === null) {
      high = middle;
      continue;
    }
    if (found.time < time) low = found.next;
    else high = middle;
  }
  // The rest is read through.
  let at = low;
  while (at < high) {
    const length = readSync(fd, block, 0, Math.min(blockBytes, end - at), at);
    let line = 0;
    while (line < length) {
      const next = block.subarray(0, length).indexOf(lineFeed, line);
      if (next < 0) break;
      const found = timeOfLine(block, line);
      if (found >= time) return at + line;
      line = next + 1;
    }
    if (line === 0) return high;
    at += line;
  }
  return Math.min(at, end);
}

/** The first line that begins after `at` and is one, and where the line after it begins. */
function lineFrom(fd: number, block: Buffer, at: number, high: number): { time: number; next: number } | null {
  const length = readSync(fd, block, 0, Math.min(blockBytes, high - at), at);
  const part = block.subarray(0, length);
  for (let feed = part.indexOf(lineFeed); feed >= 0; ) {
    const next = part.indexOf(lineFeed, feed + 1);
    if (next < 0) return null;
    const time = timeOfLine(part, feed + 1);
    if (time >= 0) return { time, next: at + next + 1 };
    feed = next;
  }
  return null;
}

/** Where the last whole line of a file ends: what comes after it was cut off, or is still being written. */
export function endOfLines(fd: number, size: number): number {
  const block = Buffer.allocUnsafe(blockBytes);
  for (let end = size; end > 0; ) {
    const from = Math.max(0, end - blockBytes);
    const length = readSync(fd, block, 0, end - from, from);
    const feed = block.subarray(0, length).lastIndexOf(lineFeed);
    if (feed >= 0) return from + feed + 1;
    end = from;
  }
  return 0;
}
