import { expect, it } from "vitest";
import type { Channel } from "@/engine/upstream/tcp/channel";
import { writeJoined } from "./relay";

/** A channel whose kernel takes nothing: what was written waits. */
function stalled(): { channel: Channel; waiting: Uint8Array[] } {
  const waiting: Uint8Array[] = [];
  const channel = {
    writeBytes: (bytes: Uint8Array) => {
      waiting.push(bytes);
      return false;
    },
    writeText: (text: string) => {
      waiting.push(Buffer.from(text, "latin1"));
      return false;
    },
  } as unknown as Channel;
  return { channel, waiting };
}

it("keeps no more than twice what waits for a reader that has stopped, and does not write over it", () => {
  for (const size of [1, 2047, 2048, 2049, 5000, 65_000, 131_072, 131_073, 200_000]) {
    const { channel, waiting } = stalled();
    const bytes = Buffer.alloc(size, 0x61);
    writeJoined(channel, "before", bytes, 0, size - 1, "after");
    writeJoined(channel, "BEFORE", bytes.fill(0x62), 0, size - 1, "AFTER");
    const text = Buffer.concat(waiting).toString("latin1");
    expect(text).toBe(`before${"a".repeat(size - 1)}afterBEFORE${"b".repeat(size - 1)}AFTER`);
    const kept = new Set(waiting.map(({ buffer }) => buffer));
    const total = [...kept].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(total).toBeLessThanOrEqual(Math.max(2 * text.length, 8192));
  }
});
