import { sharedReadBuffer, type Channel } from "@/engine/upstream/tcp/channel";
import { AnswerBody } from "./answer-body";
import { refusals } from "./answers";
import type { Exchange } from "./exchange";
import { Phase } from "./exchange-phase";
import type { HttpConnection } from "./http-connection";
import { forwardedResponse } from "./http1/forward-response";
import { Method } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";

/** Interim answers of one request that are passed on at most, and bytes of them: a client may not read. */
const maxInterim = 64;
const maxInterimBytes = 65_536;

/** A member's answer on its way to the client: interim heads, the final head, the body. */
export class AnswerRelay {
  private readonly body = new AnswerBody();
  /** A part of the answer's head. */
  private heldHead: Buffer | null = null;
  /** Interim answers so far. */
  private interim = 0;
  private interimBytes = 0;
  /** A read buffer of its own that a large body goes through. */
  private buffer: Buffer | null = null;

  constructor(private readonly exchange: Exchange) {}

  begin(): void {
    this.interim = 0;
    this.interimBytes = 0;
  }

  end(): void {
    this.heldHead = null;
    this.buffer = null;
  }

  /** No byte of an answer has come. */
  get isUntouched(): boolean {
    return this.heldHead === null && this.interim === 0;
  }

  /** All of the body was passed on. */
  get done(): boolean {
    return this.body.done;
  }

  /** The body ends with the member's connection. */
  get untilClose(): boolean {
    return this.body.untilClose;
  }

  /** The member sent bytes after the answer: its connection cannot be used again. */
  get hasExtra(): boolean {
    return this.body.hasExtra;
  }

  /** Bytes of a head, or of several. */
  readHeads(bytes: Buffer, length: number): void {
    if (this.heldHead === null) this.read(bytes, length);
    else {
      const all = Buffer.concat([this.heldHead, bytes.subarray(0, length)]);
      this.heldHead = null;
      this.read(all, all.length);
    }
  }

  private read(bytes: Buffer, end: number): void {
    const { exchange } = this;
    const head = exchange.client.listener.context.responseHead;
    let from = 0;
    while (from < end) {
      const after = head.parse(bytes, from, end, exchange.method === Method.head);
      if (after < 0) {
        exchange.fail(refusals.answerMalformed);
        return;
      }
      if (after === 0) {
        this.heldHead = Buffer.from(bytes.subarray(from, end));
        return;
      }
      if (head.status >= 200) {
        exchange.respond(head, bytes, after, end);
        return;
      }
      if (head.status === 101) {
        if (exchange.upgrade && head.upgradeLine >= 0) exchange.beginTunnel(head, bytes, after, end);
        else exchange.fail(refusals.answerMalformed);
        return;
      }
      this.interimBytes += after - from;
      if (!this.passInterim(head, bytes)) return;
      from = after;
    }
  }

  /** RFC 9110 15.2: interim answers pass through in order; our own 100 stands for the member's. */
  private passInterim(head: ResponseHead, bytes: Buffer): boolean {
    const { exchange } = this;
    this.interim += 1;
    if (this.interim > maxInterim || this.interimBytes > maxInterimBytes) {
      exchange.fail(refusals.answerMalformed);
      return false;
    }
    if (exchange.minor > 0 && !(head.status === 100 && exchange.request.sentContinue))
      exchange.writeHead(forwardedResponse(head, bytes, false, ""));
    // Writing may have told that the client is gone.
    return exchange.phase === Phase.forwarding;
  }

  /** Begins the body, with what of it came along. False: it is malformed. */
  beginBody(head: ResponseHead, minor: number, bytes: Buffer, from: number, end: number): boolean {
    this.body.begin(head, minor);
    return this.body.take(bytes, from, end);
  }

  /** Writes the head and what of the body came along. Gives whether all has left. */
  writeFirst(text: string, client: HttpConnection, bytes: Buffer): boolean {
    return this.body.writeWith(text, client, bytes);
  }

  /** Passes on bytes of the body. */
  pass(bytes: Buffer, length: number, channel: Channel): void {
    const { body, exchange } = this;
    const { client } = exchange;
    if (!body.take(bytes, 0, length)) {
      exchange.breakAnswer("answerCut", "malformed");
      return;
    }
    const flushed = body.write(channel, client, bytes);
    if (!body.done) {
      this.goOn(flushed, channel);
      return;
    }
    if (this.buffer !== null) {
      channel.useReadBuffer(sharedReadBuffer);
      if (flushed) client.listener.context.buffers.give(this.buffer);
      this.buffer = null;
    }
    exchange.finish();
  }

  /** More is to come: large bodies go through a buffer of their own, one at a time. */
  goOn(flushed: boolean, channel: Channel): void {
    const { client } = this.exchange;
    if (this.buffer === null) {
      this.buffer = client.listener.context.buffers.take();
      channel.useReadBuffer(this.buffer);
    }
    const { plan } = client.listener;
    if (!flushed) channel.pause();
    client.setDeadline(flushed ? plan.memberDataMs : plan.clientDataMs);
  }

  /** The member closed in good order where that ends the answer. */
  close(): void {
    this.body.close(this.exchange.client);
  }
}
