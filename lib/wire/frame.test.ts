import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, FrameDecoder, FrameError } from "./frame";

test("any messages survive any split of the byte stream", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 })),
      (messages, cuts) => {
        const seen: unknown[] = [];
        const decoder = new FrameDecoder((message) => seen.push(message));
        const bytes = Buffer.concat(messages.map(encodeFrame));
        let at = 0;
        for (let i = 0; at < bytes.length; i++) {
          const size = cuts[i % Math.max(cuts.length, 1)] ?? bytes.length;
          decoder.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(seen).toEqual(JSON.parse(JSON.stringify(messages)));
      },
    ),
  );
});

test("random bytes are a FrameError or an unfinished frame, never another exception", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const decoder = new FrameDecoder(() => {}, 1024);
      try {
        decoder.push(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
});

test("a frame above the cap is refused from its head alone", () => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(1025, 0);
  expect(() => new FrameDecoder(() => {}, 1024).push(head)).toThrow(FrameError);
});
