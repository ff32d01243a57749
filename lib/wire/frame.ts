/** Largest frame that either side accepts, in bytes of JSON. */
export const maxFrameBytes = 64 * 1024 * 1024;

/** One frame: u32 big-endian length, then that many bytes of UTF-8 JSON. */
export function encodeFrame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  if (body.length > maxFrameBytes) throw new FrameError(`frame of ${body.length} bytes is above ${maxFrameBytes}`);
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, 4);
  return frame;
}

export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Cuts a byte stream into frames. After a FrameError the stream has no meaning left: close it. */
export class FrameDecoder {
  private chunks: Buffer[] = [];
  private buffered = 0;

  constructor(
    private readonly onMessage: (message: unknown) => void,
    private readonly maxBytes = maxFrameBytes,
  ) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    while (this.buffered >= 4) {
      const head = this.peek(4);
      const length = head.readUInt32BE(0);
      if (length > this.maxBytes) throw new FrameError(`frame of ${length} bytes is above ${this.maxBytes}`);
      if (this.buffered < 4 + length) return;
      const frame = this.take(4 + length);
      let message: unknown;
      try {
        message = JSON.parse(frame.toString("utf8", 4));
      } catch {
        throw new FrameError("frame is not JSON");
      }
      this.onMessage(message);
    }
  }

  private peek(count: number): Buffer {
    const [first] = this.chunks;
    if (first !== undefined && first.length >= count) return first;
    this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] as Buffer;
  }

  private take(count: number): Buffer {
    const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    this.chunks = all.length > count ? [all.subarray(count)] : [];
    this.buffered -= count;
    return all.subarray(0, count);
  }
}
