import fc from "fast-check";
import { expect, it } from "vitest";
import { frameHeadBytes, maxFramePayload, putFrameHead } from "./frame";
import { FrameReader } from "./frame-reader";

interface Frame {
  type: number;
  flags: number;
  stream: number;
  payload: string;
}

function bytesOf(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(({ type, flags, stream, payload }) => {
      const head = Buffer.alloc(frameHeadBytes);
      putFrameHead(head, 0, payload.length, type, flags, stream);
      return [head, Buffer.from(payload, "latin1")];
    }),
  );
}

/** Reads bytes in pieces that end at `cuts`. */
function read(bytes: Buffer, cuts: readonly number[]): (Frame | "too long")[] {
  const found: (Frame | "too long")[] = [];
  const reader = new FrameReader({
    onFrame: (type, flags, stream, source, start, end) => {
      found.push({ type, flags, stream, payload: source.toString("latin1", start, end) });
      return true;
    },
    onFrameTooLong: () => found.push("too long"),
  });
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    // The reader's bytes are overwritten after the call, as a connection's are.
    const piece = Buffer.from(bytes.subarray(from, cut));
    reader.read(piece, 0, piece.length);
    piece.fill(0xee);
    from = cut;
  }
  return found;
}

const frame = fc.record({
  type: fc.integer({ min: 0, max: 255 }),
  flags: fc.integer({ min: 0, max: 255 }),
  stream: fc.integer({ min: 0, max: 0x7fffffff }),
  payload: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
});

it("finds the same frames at every cut", () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), (frames) => {
      const bytes = bytesOf(frames);
      for (let cut = 0; cut <= bytes.length; cut++) expect(read(bytes, [cut])).toEqual(frames);
    }),
    { numRuns: 30 },
  );
});

it("finds the same frames byte by byte, and in any pieces", () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat(300)), (frames, places) => {
      const bytes = bytesOf(frames);
      expect(read(bytes, Array.from(bytes.keys()))).toEqual(frames);
      const cuts = places.filter((place) => place <= bytes.length).toSorted((a, b) => a - b);
      expect(read(bytes, cuts)).toEqual(frames);
    }),
  );
});

it("refuses a frame that is longer than was announced before it is here", () => {
  const head = Buffer.alloc(frameHeadBytes);
  putFrameHead(head, 0, maxFramePayload + 1, 0, 0, 1);
  for (let cut = 0; cut <= head.length; cut++) expect(read(head, [cut])).toEqual(["too long"]);
});
