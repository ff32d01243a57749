/** Read buffers for connections that carry a large body right now; at most `kept` wait for the next. */
export class BufferPool {
  private readonly free: Buffer[] = [];

  constructor(
    readonly size = 65_536,
    private readonly kept = 64,
  ) {}

  take(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(this.size);
  }

  give(buffer: Buffer): void {
    if (this.free.length < this.kept) this.free.push(buffer);
  }
}
