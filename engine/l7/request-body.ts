import { ChunkedReader } from "./http1/chunked-reader";
import { BodyFraming, type RequestHead } from "./http1/request-head";

/** How much of a request's body has come, and what of the bytes just read is passed on. */
export class RequestBody {
  done = true;
  /** After {@link take}: `prefix`, then bytes from `start` to `end`, go to the member. */
  prefix = "";
  start = 0;
  end = 0;
  private left = 0;
  private chunked = false;
  private reader: ChunkedReader | null = null;

  begin(head: RequestHead): void {
    this.done = head.framing === BodyFraming.none;
    this.chunked = head.framing === BodyFraming.chunked;
    this.left = head.contentLength;
    this.prefix = "";
    if (!this.chunked) return;
    this.reader ??= new ChunkedReader();
    this.reader.reset(false);
  }

  /** Takes what belongs to the body. Gives the index after it, or -1 when it is malformed. */
  take(bytes: Buffer, from: number, until: number): number {
    if (!this.chunked) {
      this.start = from;
      this.end = from + Math.min(this.left, until - from);
      this.left -= this.end - from;
      this.done = this.left === 0;
      return this.end;
    }
    const reader = this.reader as ChunkedReader;
    const after = reader.read(bytes, from, until);
    if (after < 0) return -1;
    this.done = reader.done;
    this.prefix = reader.prefix;
    this.start = reader.outStart;
    this.end = reader.outEnd;
    return after;
  }
}
