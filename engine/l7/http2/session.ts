import { performance } from "node:perf_hooks";
import { Cell } from "@/engine/observe/cells";
import type { MemberState } from "@/engine/upstream/member-state";
import type { Channel, ChannelOwner } from "@/engine/upstream/tcp/channel";
import type { Timed } from "@/engine/upstream/timer-wheel";
import type { Binding } from "@/engine/workers/stream-server";
import { refusals } from "../answers";
import type { ClientIdentity } from "../client-identity";
import { latin1 } from "../http1/bytes";
import { HttpConnection, type StreamCarrier } from "../http-connection";
import type { ClientConnection, HttpListener } from "../http-listener";
import { controlBudget, resetBudget } from "./flood-guard";
import {
  defaultWindow,
  ErrorCode,
  Flag,
  FrameType,
  maxFramePayload,
  maxWindow,
  preface,
  readUint32,
  Setting,
} from "./frame";
import { FrameReader, type FrameTaker } from "./frame-reader";
import type { HeaderField } from "./header-field";
import { HpackDecoder } from "./hpack-decoder";
import { Output } from "./output";
import { BlockResult, maxHeaderList, RequestBlock } from "./request-block";
import { Http2Stream, streamWindow } from "./stream";

/** Streams of a connection at a time (threats: lesson 9). */
export const maxStreams = 100;
/** Window of a connection: what all its streams together may have us hold. */
const connectionWindow = 1_048_576;
/** A header block in parts: bytes and parts at most. */
const maxBlock = 65_536;
const maxBlockParts = 32;
/** Answers to the client's frames that wait for a client which does not read. */
const maxWaiting = 32_768;
/** Streams that we reset last: what is still on its way for them is no fault. */
const rememberedResets = 256;
const lingerMs = 1000;
const lingerBytes = 65_536;

const Phase = { preface: 0, settings: 1, open: 2, linger: 3, closed: 4 } as const;

/** One block is read at a time, in one thread. */
const requestBlock = new RequestBlock();
const takeField = (field: HeaderField): void => requestBlock.take(field);

/**
 * A client's connection that speaks HTTP/2 (RFC 9113): frames, windows and streams. Each stream is a connection of its
 * own to everything else, so that requests go through the same phases as all others.
 */
export class Http2Session implements ChannelOwner, Timed, FrameTaker, StreamCarrier, ClientConnection {
  next: ClientConnection | null = null;
  previous: ClientConnection | null = null;
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;
  private phase: number = Phase.preface;
  private prefaceBytes = 0;
  private readonly reader = new FrameReader(this);
  private readonly hpack = new HpackDecoder();
  private readonly output: Output;
  private readonly streams = new Map<number, { stream: Http2Stream; connection: HttpConnection }>();
  /** Those whose answers wait for windows or for the client to read. */
  private readonly waiting = new Set<Http2Stream>();
  private lastStream = 0;
  private sendWindow = defaultWindow;
  private receiveWindow = connectionWindow;
  private takenBytes = 0;
  private initialSendWindow = defaultWindow;
  /** The client's table became smaller: the next block must say that ours did. */
  private tableShrank = false;
  /** A header block that is not complete. */
  private block: { stream: number; flags: number; parts: Buffer[]; size: number } | null = null;
  private frames = 0;
  private readonly resets = resetBudget();
  private readonly controls = controlBudget();
  private resetIds: number[] = [];
  private goingAway = false;
  private countedOut = 0;
  private lingered = 0;

  constructor(
    readonly channel: Channel,
    private readonly listener: HttpListener,
    private readonly identity: ClientIdentity,
    private readonly binding: Binding,
    readonly sourceCell: number,
  ) {
    this.output = new Output(channel, listener.context.buffers);
    channel.owner = this;
  }

  /** Takes the connection over: what comes from now on is HTTP/2. */
  start(): void {
    this.setDeadline(this.listener.plan.headerTimeoutMs);
    const settings = [
      [Setting.maxConcurrentStreams, maxStreams],
      [Setting.initialWindowSize, streamWindow],
      [Setting.maxHeaderListSize, maxHeaderList],
    ] as const;
    const payload = Buffer.alloc(settings.length * 6);
    settings.forEach(([name, value], at) => {
      payload.writeUInt16BE(name, at * 6);
      payload.writeUInt32BE(value, at * 6 + 2);
    });
    this.output.text(FrameType.settings, 0, 0, latin1(payload, 0, payload.length));
    this.output.numbers(FrameType.windowUpdate, 0, connectionWindow - defaultWindow);
  }

  private setDeadline(ms: number): void {
    this.listener.context.wheel.set(this, ms);
  }

  /** Reading */

  onBytes(bytes: Buffer, length: number): void {
    this.listener.add(Cell.bytesIn, length);
    if (this.phase === Phase.linger) {
      this.lingered += length;
      if (this.lingered > lingerBytes) this.close();
      return;
    }
    let at = 0;
    while (this.prefaceBytes < preface.length && at < length) {
      if (bytes[at] !== preface.charCodeAt(this.prefaceBytes)) {
        this.fail(ErrorCode.protocol);
        return;
      }
      at += 1;
      this.prefaceBytes += 1;
      if (this.prefaceBytes === preface.length) this.phase = Phase.settings;
    }
    const { frames, block } = this;
    if (at < length) this.reader.read(bytes, at, length);
    if (this.phase === Phase.open) this.watchParts(frames, block);
    this.countOut();
    // A client that does not read what it asks for is not read either.
    if (this.output.isBlocked && this.output.waiting > maxWaiting) this.channel.pause();
  }

  /** Slow heads: the time for a frame or a block in parts runs from its beginning. */
  private watchParts(framesBefore: number, blockBefore: object | null): void {
    const { block } = this;
    if (block !== null) {
      if (block !== blockBefore) this.setDeadline(this.listener.plan.headerTimeoutMs);
    } else if (this.frames !== framesBefore || blockBefore !== null) {
      if (this.streams.size > 0) this.listener.context.wheel.unset(this);
      if (this.reader.isInFrame) this.setDeadline(this.listener.plan.headerTimeoutMs);
      else if (this.streams.size === 0 && this.deadline === 0) this.setDeadline(this.listener.plan.clientDataMs);
    }
  }

  onFrameTooLong(): void {
    this.fail(ErrorCode.frameSize);
  }

  onFrame(type: number, flags: number, id: number, bytes: Buffer, start: number, end: number): boolean {
    this.frames += 1;
    if (this.phase === Phase.settings) {
      if (type !== FrameType.settings || (flags & Flag.ack) !== 0) return this.fail(ErrorCode.protocol);
      this.phase = Phase.open;
      this.setDeadline(this.listener.plan.clientDataMs);
    }
    if (this.block !== null && (type !== FrameType.continuation || id !== this.block.stream)) {
      return this.fail(ErrorCode.protocol);
    }
    switch (type) {
      case FrameType.data:
        return this.onData(flags, id, bytes, start, end);
      case FrameType.headers:
        return this.onHeaders(flags, id, bytes, start, end);
      case FrameType.continuation:
        return this.onContinuation(flags, bytes, start, end);
      case FrameType.rstStream:
        return this.onReset(id, end - start);
      case FrameType.windowUpdate:
        return this.onWindowUpdate(id, bytes, start, end);
      case FrameType.settings:
        return this.onSettings(flags, id, bytes, start, end);
      case FrameType.ping:
        return this.onPing(flags, id, bytes, start, end);
      case FrameType.goAway:
        return id === 0 ? this.onGoAway(end - start) : this.fail(ErrorCode.protocol);
      case FrameType.pushPromise:
        return this.fail(ErrorCode.protocol);
      case FrameType.priority:
        if (id === 0) return this.fail(ErrorCode.protocol);
        return end - start === 5 ? this.spend() : this.fail(ErrorCode.frameSize);
      default:
        return this.spend();
    }
  }

  /** A frame that carries nothing was read. */
  private spend(): boolean {
    return this.controls.take(performance.now()) ? true : this.fail(ErrorCode.enhanceYourCalm);
  }

  private onData(flags: number, id: number, bytes: Buffer, start: number, end: number): boolean {
    if (id === 0 || id > this.lastStream) return this.fail(ErrorCode.protocol);
    const size = end - start;
    this.receiveWindow -= size;
    if (this.receiveWindow < 0) return this.fail(ErrorCode.flowControl);
    const content = unpadded(flags, bytes, start, end, 0);
    if (content < 0) return this.fail(ErrorCode.protocol);
    const padding = content >= 0 ? size - contentSize : 0;
    const isLast = (flags & Flag.endStream) !== 0;
    const open = this.streams.get(id);
    if (open === undefined || open.stream.remoteEnded) {
      this.taken(size);
      return this.resetIds.includes(id) ? this.spend() : this.fail(ErrorCode.streamClosed);
    }
    const { stream } = open;
    stream.receiveWindow -= size;
    if (stream.receiveWindow < 0) {
      this.taken(size);
      return this.refuseStream(stream, ErrorCode.flowControl);
    }
    if (padding > 0) {
      this.taken(padding);
      stream.receiveWindow += padding;
      this.widen(id, padding);
    }
    if (contentSize === 0 && !isLast && !this.spend()) return false;
    if (!stream.takeData(bytes, content, content + contentSize)) {
      this.taken(contentSize);
      return this.refuseStream(stream, ErrorCode.protocol);
    }
    if (isLast && !stream.remoteEnded) return this.endRequest(stream);
    return this.phase === Phase.open;
  }

  private endRequest(stream: Http2Stream): boolean {
    if (!stream.endRequest()) return this.refuseStream(stream, ErrorCode.protocol);
    this.removeIfOver(stream);
    return this.phase === Phase.open;
  }

  private onHeaders(flags: number, id: number, bytes: Buffer, start: number, end: number): boolean {
    if (id === 0 || id % 2 === 0) return this.fail(ErrorCode.protocol);
    const skipped = (flags & Flag.priority) !== 0 ? 5 : 0;
    const content = unpadded(flags, bytes, start, end, skipped);
    if (content < 0) return this.fail(ErrorCode.protocol);
    if ((flags & Flag.endHeaders) !== 0) return this.onBlock(id, flags, bytes, content, content + contentSize);
    const part = Buffer.from(bytes.subarray(content, content + contentSize));
    this.block = { stream: id, flags, parts: [part], size: part.length };
    return true;
  }

  private onContinuation(flags: number, bytes: Buffer, start: number, end: number): boolean {
    const { block } = this;
    if (block === null) return this.fail(ErrorCode.protocol);
    block.size += end - start;
    block.parts.push(Buffer.from(bytes.subarray(start, end)));
    if (block.size > maxBlock || block.parts.length > maxBlockParts) return this.fail(ErrorCode.enhanceYourCalm);
    if ((flags & Flag.endHeaders) === 0) return true;
    this.block = null;
    return this.onBlock(block.stream, block.flags, Buffer.concat(block.parts), 0, block.size);
  }

  /** A whole header block: of a request, or of trailers. It must be decoded whatever becomes of it. */
  private onBlock(id: number, flags: number, bytes: Buffer, start: number, end: number): boolean {
    requestBlock.begin();
    if (!this.hpack.read(bytes, start, end, takeField)) return this.fail(ErrorCode.compression);
    const isWhole = (flags & Flag.endStream) !== 0;
    const open = this.streams.get(id);
    if (open !== undefined) {
      const { stream } = open;
      if (stream.remoteEnded) return this.refuseStream(stream, ErrorCode.streamClosed);
      if (!isWhole || !requestBlock.areTrailers) return this.refuseStream(stream, ErrorCode.protocol);
      return this.endRequest(stream);
    }
    if (id <= this.lastStream) return this.resetIds.includes(id) ? this.spend() : this.fail(ErrorCode.streamClosed);
    this.lastStream = id;
    if (this.goingAway) return this.refuse(id, ErrorCode.refusedStream);
    if (this.streams.size >= maxStreams) return this.refuse(id, ErrorCode.refusedStream);
    const result = requestBlock.result(isWhole);
    if (result === BlockResult.malformed) {
      this.listener.countMalformed();
      return this.refuse(id, ErrorCode.protocol);
    }
    this.open(id, result === BlockResult.tooLarge, isWhole);
    return this.phase === Phase.open;
  }

  private open(id: number, isTooLarge: boolean, isWhole: boolean): void {
    const { listener } = this;
    const stream = new Http2Stream(this, id, isTooLarge ? -1 : requestBlock.contentLength, this.initialSendWindow);
    const identity = this.identity.ofStream(listener.plan);
    const connection = new HttpConnection(stream, listener, identity, this.binding, this);
    this.streams.set(id, { stream, connection });
    listener.context.wheel.unset(this);
    const head = isTooLarge ? "" : requestBlock.head(isWhole);
    connection.start();
    if (!isTooLarge) stream.begin(head, isWhole);
    else {
      connection.refuse(refusals.headTooLarge);
      if (isWhole) stream.endRequest();
    }
    this.removeIfOver(stream);
  }

  private onReset(id: number, size: number): boolean {
    if (size !== 4) return this.fail(ErrorCode.frameSize);
    if (id === 0 || id > this.lastStream) return this.fail(ErrorCode.protocol);
    const open = this.streams.get(id);
    if (open === undefined) return this.spend();
    this.remove(open.stream);
    open.stream.fail();
    return this.resets.take(performance.now()) ? true : this.fail(ErrorCode.enhanceYourCalm);
  }

  private onWindowUpdate(id: number, bytes: Buffer, start: number, end: number): boolean {
    if (end - start !== 4) return this.fail(ErrorCode.frameSize);
    if (id > this.lastStream) return this.fail(ErrorCode.protocol);
    const more = readUint32(bytes, start) % 0x80000000;
    if (id === 0) {
      if (more === 0) return this.fail(ErrorCode.protocol);
      this.sendWindow += more;
      if (this.sendWindow > maxWindow) return this.fail(ErrorCode.flowControl);
      this.sendWaiting();
      return this.phase === Phase.open;
    }
    const stream = this.streams.get(id)?.stream;
    if (stream === undefined) return this.spend();
    if (more === 0) return this.refuseStream(stream, ErrorCode.protocol);
    stream.sendWindow += more;
    if (stream.sendWindow > maxWindow) return this.refuseStream(stream, ErrorCode.flowControl);
    this.sendOf(stream);
    return this.phase === Phase.open;
  }

  private onSettings(flags: number, id: number, bytes: Buffer, start: number, end: number): boolean {
    if (id !== 0) return this.fail(ErrorCode.protocol);
    if ((flags & Flag.ack) !== 0) return end === start ? this.spend() : this.fail(ErrorCode.frameSize);
    if ((end - start) % 6 !== 0) return this.fail(ErrorCode.frameSize);
    for (let at = start; at < end; at += 6) {
      const value = readUint32(bytes, at + 2);
      switch (bytes.readUInt16BE(at)) {
        case Setting.headerTableSize:
          if (value < 4096) this.tableShrank = true;
          break;
        case Setting.enablePush:
          if (value > 1) return this.fail(ErrorCode.protocol);
          break;
        case Setting.initialWindowSize:
          if (value > maxWindow || !this.changeWindows(value)) return this.fail(ErrorCode.flowControl);
          break;
        case Setting.maxFrameSize:
          if (value < maxFramePayload || value > 0xffffff) return this.fail(ErrorCode.protocol);
      }
    }
    this.output.text(FrameType.settings, Flag.ack, 0, "");
    this.sendWaiting();
    return this.spend();
  }

  /** RFC 9113 6.9.2: the windows of open streams follow; they may become negative. */
  private changeWindows(value: number): boolean {
    const more = value - this.initialSendWindow;
    this.initialSendWindow = value;
    for (const { stream } of this.streams.values()) {
      stream.sendWindow += more;
      if (stream.sendWindow > maxWindow) return false;
    }
    return true;
  }

  private onPing(flags: number, id: number, bytes: Buffer, start: number, end: number): boolean {
    if (id !== 0) return this.fail(ErrorCode.protocol);
    if (end - start !== 8) return this.fail(ErrorCode.frameSize);
    if ((flags & Flag.ack) === 0) this.output.text(FrameType.ping, Flag.ack, 0, latin1(bytes, start, end));
    return this.spend();
  }

  /** The client begins no more streams. */
  private onGoAway(size: number): boolean {
    if (size < 8) return this.fail(ErrorCode.frameSize);
    this.goingAway = true;
    this.finishIfIdle();
    return this.phase === Phase.open;
  }

  onEnd(): void {
    if (this.phase === Phase.linger || this.phase === Phase.closed) {
      if (this.channel.pending === 0) this.close();
      return;
    }
    // What was asked for is still answered; what was not asked to the end never will be.
    this.goingAway = true;
    for (const { stream } of this.streams.values()) {
      if (stream.remoteEnded) continue;
      this.remove(stream);
      stream.fail();
    }
    if (this.streams.size === 0) this.close();
  }

  onDrained(): void {
    if (this.phase === Phase.linger) {
      this.setDeadline(lingerMs);
      if (this.channel.ended) this.close();
      return;
    }
    this.output.drained();
    this.output.flush();
    this.sendWaiting();
    this.countOut();
    if (!this.output.isBlocked) this.channel.resume();
    this.finishIfIdle();
  }

  onWriteFailed(): void {
    this.onClosed();
  }

  onClosed(): void {
    this.close();
  }

  onDeadline(): void {
    if (this.channel.isThrottled) this.setDeadline(this.listener.plan.clientDataMs);
    else if (this.phase === Phase.linger || this.channel.pending > 0) this.abort();
    else this.fail(ErrorCode.noError);
  }

  /** What streams ask for */

  get isThrottled(): boolean {
    return this.channel.isThrottled;
  }

  /** The head of an answer. */
  sendHead(stream: Http2Stream, block: string): void {
    const { output } = this;
    const update = this.tableShrank ? "\x20" : "";
    this.tableShrank = false;
    stream.lastFrame = output.headers(stream.id, update + block);
    stream.lastGeneration = output.generation;
  }

  /** Sends a part of an answer's body from `at`, as far as windows and the client let. Gives the index after it. */
  sendData(stream: Http2Stream, part: string | Uint8Array, at: number): number {
    const { output } = this;
    while (at < part.length && !output.isBlocked) {
      const size = Math.min(part.length - at, maxFramePayload, output.room, stream.sendWindow, this.sendWindow);
      if (size <= 0) break;
      stream.lastFrame = output.data(stream.id, part, at, at + size);
      stream.lastGeneration = output.generation;
      stream.sendWindow -= size;
      this.sendWindow -= size;
      at += size;
    }
    return at;
  }

  /** Its answer has parts that cannot leave yet. */
  waits(stream: Http2Stream): void {
    this.waiting.add(stream);
  }

  private sendWaiting(): void {
    for (const stream of Array.from(this.waiting)) {
      if (this.output.isBlocked || this.sendWindow <= 0) return;
      this.sendOf(stream);
    }
  }

  /** Whoever could not send all stands behind the others. */
  private sendOf(stream: Http2Stream): void {
    if (!this.waiting.delete(stream)) return;
    if (!stream.resume() && !stream.localEnded) this.waiting.add(stream);
  }

  /** The answer is complete. */
  endAnswer(stream: Http2Stream): void {
    const { output } = this;
    if (!output.markEnd(stream.lastFrame, stream.lastGeneration))
      output.text(FrameType.data, Flag.endStream, stream.id, "");
    stream.localEnded = true;
    if (stream.remoteEnded) this.removeIfOver(stream);
    else this.resetStream(stream, ErrorCode.noError);
  }

  /** Ends a stream visibly for the client. */
  resetStream(stream: Http2Stream, code: number): void {
    stream.localEnded = true;
    stream.remoteEnded = true;
    this.remove(stream);
    this.writeReset(stream.id, code);
  }

  private writeReset(id: number, code: number): void {
    this.resetIds.push(id);
    if (this.resetIds.length > rememberedResets) this.resetIds = this.resetIds.slice(rememberedResets / 2);
    this.output.numbers(FrameType.rstStream, id, code);
  }

  /** Somebody took, or threw away, so many bytes of DATA. */
  taken(bytes: number): void {
    this.takenBytes += bytes;
    if (this.takenBytes < connectionWindow / 2) return;
    this.receiveWindow += this.takenBytes;
    this.widen(0, this.takenBytes);
    this.takenBytes = 0;
  }

  /** The client may send so many bytes more. */
  widen(stream: number, bytes: number): void {
    this.output.numbers(FrameType.windowUpdate, stream, bytes);
  }

  /** The client did what it must not with a stream. */
  private refuseStream(stream: Http2Stream, code: number): boolean {
    this.listener.countMalformed();
    this.remove(stream);
    this.writeReset(stream.id, code);
    stream.fail();
    return this.resets.take(performance.now()) ? this.phase === Phase.open : this.fail(ErrorCode.enhanceYourCalm);
  }

  /** A stream that is not begun. */
  private refuse(id: number, code: number): boolean {
    this.writeReset(id, code);
    return this.resets.take(performance.now()) ? true : this.fail(ErrorCode.enhanceYourCalm);
  }

  private removeIfOver(stream: Http2Stream): void {
    if (stream.localEnded && stream.remoteEnded) this.remove(stream);
  }

  private remove(stream: Http2Stream): void {
    this.waiting.delete(stream);
    if (!this.streams.delete(stream.id) || this.streams.size > 0 || this.phase > Phase.open) return;
    this.setDeadline(this.listener.plan.clientDataMs);
    this.finishIfIdle();
  }

  /** The end */

  private countOut(): void {
    const { bytes } = this.output;
    this.listener.add(Cell.bytesOut, bytes - this.countedOut);
    this.countedOut = bytes;
  }

  isWith(member: MemberState): boolean {
    for (const { connection } of this.streams.values()) if (connection.isWith(member)) return true;
    return false;
  }

  /** Ends what is with a member that was removed and has had its time. */
  endWith(member: MemberState): number {
    let ended = 0;
    for (const { connection } of this.streams.values()) ended += connection.endWith(member);
    return ended;
  }

  /** The listener goes: no stream begins, those that have begun are answered (RFC 9113 6.8). */
  drain(): void {
    if (this.phase >= Phase.linger || this.goingAway) return;
    this.goingAway = true;
    this.output.numbers(FrameType.goAway, 0, this.lastStream, ErrorCode.noError);
    this.finishIfIdle();
  }

  endDrain(): void {
    for (const { connection } of this.streams.values()) connection.endDrain();
    this.abort();
  }

  private finishIfIdle(): void {
    if (this.goingAway && this.streams.size === 0 && this.phase <= Phase.open) this.linger();
  }

  /** Ends the connection, and says why. */
  private fail(code: number): false {
    if (this.phase >= Phase.linger) return false;
    if (code !== ErrorCode.noError) this.listener.countMalformed();
    this.output.numbers(FrameType.goAway, 0, this.lastStream, code);
    this.linger();
    return false;
  }

  /** What was said last leaves; what still comes is thrown away, so that closing does not destroy it. */
  private linger(): void {
    this.phase = Phase.linger;
    this.block = null;
    this.reader.end();
    this.failStreams();
    this.output.flush();
    this.countOut();
    if (this.channel.closed) return;
    this.channel.end();
    this.setDeadline(this.channel.pending > 0 ? this.listener.plan.clientDataMs : lingerMs);
    if (this.channel.ended && this.channel.pending === 0) this.close();
    else this.channel.resume();
  }

  private failStreams(): void {
    for (const { stream } of this.streams.values()) {
      this.remove(stream);
      stream.fail();
    }
  }

  private abort(): void {
    this.channel.reset();
    this.close();
  }

  private close(): void {
    if (this.phase === Phase.closed) return;
    this.phase = Phase.closed;
    this.failStreams();
    this.countOut();
    this.output.end();
    this.reader.end();
    this.listener.context.wheel.remove(this);
    this.channel.close();
    this.listener.removed(this);
  }
}

/** Bytes of what {@link unpadded} found. */
let contentSize = 0;

/** Where a payload's content begins, after padding's length and `skipped` bytes; -1: there is more padding than payload. */
function unpadded(flags: number, bytes: Buffer, start: number, end: number, skipped: number): number {
  const isPadded = (flags & Flag.padded) !== 0;
  const from = start + (isPadded ? 1 : 0) + skipped;
  const padding = isPadded ? (bytes[start] as number) : 0;
  contentSize = end - from - padding;
  return contentSize < 0 || from > end ? -1 : from;
}
