import type { Channel } from "@/engine/upstream/tcp/channel";
import type { HttpConnection } from "./http-connection";
import { latin1 } from "./http1/bytes";
import { ChunkedReader } from "./http1/chunked-reader";
import { BodyFraming } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";
import { relay, textLimit, writeJoined } from "./relay";

/** A member's answer body on its way to the client: its framing on both sides and how much is left. */
export class AnswerBody {
  done = false;
  /** The member sent bytes after the answer: its connection cannot be used again. */
  hasExtra = false;
  /** It ends with the member's connection. */
  untilClose = false;
  private framing: number = BodyFraming.none;
  /** Data that has no framing of its own gets chunks for the client. */
  private rechunk = false;
  private left = 0;
  private reader: ChunkedReader | null = null;
  private prefix = "";
  private start = 0;
  private end = 0;

  /** @param minor the client's HTTP/1 minor version: 1 alone gets chunks. */
  begin(head: ResponseHead, minor: number): void {
    this.framing = head.framing;
    this.done = false;
    this.hasExtra = false;
    this.untilClose = head.framing === BodyFraming.untilClose;
    this.rechunk = this.untilClose && minor === 1;
    this.left = head.contentLength;
    if (head.framing !== BodyFraming.chunked) return;
    this.reader ??= new ChunkedReader();
    this.reader.reset(minor !== 1);
  }

  /** Finds what of the member's bytes is passed on; false when they are malformed. */
  take(bytes: Buffer, from: number, until: number): boolean {
    this.prefix = "";
    this.start = from;
    this.end = until;
    switch (this.framing) {
      case BodyFraming.none:
        this.end = from;
        this.done = true;
        break;
      case BodyFraming.length:
        this.end = from + Math.min(this.left, until - from);
        this.left -= this.end - from;
        this.done = this.left === 0;
        break;
      case BodyFraming.chunked: {
        const reader = this.reader as ChunkedReader;
        const after = reader.read(bytes, from, until);
        if (after < 0) return false;
        this.prefix = reader.prefix;
        this.start = reader.outStart;
        this.end = reader.outEnd;
        this.done = reader.done;
        this.hasExtra = after < until;
        return true;
      }
    }
    if (this.done) this.hasExtra = this.end < until;
    return true;
  }

  /** Writes the head with what was taken, as one write when it is small. Gives whether all has left. */
  writeWith(head: string, client: HttpConnection, bytes: Buffer): boolean {
    const size = this.end - this.start;
    if (size === 0) return client.write(head + this.prefix);
    const before = head + (this.rechunk ? `${size.toString(16)}\r\n` : this.prefix);
    const after = this.rechunk ? "\r\n" : "";
    if (size <= textLimit) return client.write(before + latin1(bytes, this.start, this.end) + after);
    client.countBytesOut(before.length + size + after.length);
    return writeJoined(client.channel, before, bytes, this.start, this.end, after);
  }

  /** Writes what was taken. Gives whether all has left; if not, the member must be paused. */
  write(member: Channel, client: HttpConnection, bytes: Buffer): boolean {
    const size = this.end - this.start;
    if (this.prefix !== "") client.write(this.prefix);
    if (size === 0) return client.channel.pending === 0;
    if (this.rechunk) client.write(`${size.toString(16)}\r\n`);
    client.countBytesOut(size);
    const flushed = relay(member, client.channel, bytes, this.start, this.end);
    return this.rechunk ? client.write("\r\n") : flushed;
  }

  /** The member closed in good order where that ends the answer. */
  close(client: HttpConnection): void {
    this.done = true;
    if (this.rechunk) client.write("0\r\n\r\n");
  }
}
