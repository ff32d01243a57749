import { type Channel, sharedReadBuffer } from "@/engine/upstream/tcp/channel";
import type { HttpConnection } from "./http-connection";
import { latin1 } from "./http1/bytes";
import { forwardedRequest } from "./http1/forward-request";
import { minBodyProgress } from "./http1/limits";
import type { RequestHead } from "./http1/request-head";
import { relay } from "./relay";
import { RequestBody } from "./request-body";

/** A request on its way to the member: first the head with what came along, then the body as it comes. */
export class RequestRelay {
  /** What is sent first. */
  private text = "";
  private readonly body = new RequestBody();
  expectContinue = false;
  sentContinue = false;
  /** Bytes that must come before the client gets more time. */
  private wanted = minBodyProgress;
  /** A read buffer of its own that a large body goes through. */
  private buffer: Buffer | null = null;

  begin(head: RequestHead, bytes: Buffer, client: HttpConnection): void {
    this.text = forwardedRequest(head, bytes, client.identity);
    this.expectContinue = head.expectContinue;
    this.sentContinue = false;
    this.wanted = minBodyProgress;
    this.body.begin(head);
  }

  /** All of the body was read. */
  get done(): boolean {
    return this.body.done;
  }

  /** Adds bytes of the body to what is sent first. Gives the index after them, -1 when they are malformed. */
  takeFirst(bytes: Buffer, from: number, end: number): number {
    const { body } = this;
    const after = body.take(bytes, from, end);
    if (after >= 0) this.text += body.prefix + latin1(bytes, body.start, body.end);
    return after;
  }

  /** Bytes of what is sent first. */
  get firstBytes(): number {
    return this.text.length;
  }

  /** Sends the head and what came along. Gives whether all has left. */
  sendFirst(channel: Channel): boolean {
    return channel.writeText(this.text);
  }

  /** It will not be sent again. */
  forgetFirst(): void {
    this.text = "";
  }

  /** Counts bytes that came. True: enough of them for the client's time to begin anew (threats: slow body). */
  progressed(bytes: number): boolean {
    this.wanted -= bytes;
    if (this.wanted > 0) return false;
    this.wanted = minBodyProgress;
    return true;
  }

  /** Reads bytes of the body. Gives the index after them, -1 when they are malformed. */
  take(bytes: Buffer, length: number): number {
    return this.body.take(bytes, 0, length);
  }

  /** Bytes of the body that {@link pass} sends. */
  get taken(): number {
    return this.body.end - this.body.start;
  }

  /** Passes on what was taken. Gives whether all has left; if not, the client must be paused. */
  pass(client: HttpConnection, channel: Channel, bytes: Buffer): boolean {
    const { body } = this;
    if (body.prefix !== "") channel.writeText(body.prefix);
    const flushed = relay(client.channel, channel, bytes, body.start, body.end);
    if (body.done) this.returnBuffer(client, flushed);
    else if (this.buffer === null && !client.isStream) {
      this.buffer = client.listener.context.buffers.take();
      client.channel.useReadBuffer(this.buffer);
    }
    return flushed;
  }

  private returnBuffer(client: HttpConnection, flushed: boolean): void {
    if (this.buffer === null) return;
    client.channel.useReadBuffer(sharedReadBuffer);
    // A buffer that a write still reads from is left to the collector.
    if (flushed) client.listener.context.buffers.give(this.buffer);
    this.buffer = null;
  }

  end(): void {
    this.text = "";
    this.buffer = null;
  }
}
