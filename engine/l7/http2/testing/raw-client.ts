import { once } from "node:events";
import { connect, type TLSSocket } from "node:tls";
import { afterEach } from "vitest";
import { deadline } from "@/engine/testing/deadline";
import { Flag, FrameType, frameHeadBytes, preface, putFrameHead } from "../frame";
import { FrameReader } from "../frame-reader";
import type { HeaderField } from "../header-field";
import { HpackDecoder } from "../hpack-decoder";
import { staticNames } from "../static-table";

export interface Frame {
  type: number;
  flags: number;
  stream: number;
  payload: Buffer;
}

const clients: RawHttp2[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.socket.destroy();
});

/** A client that sends whatever frames it is told to, right or wrong. */
export class RawHttp2 {
  readonly frames: Frame[] = [];
  closed = false;
  private readonly hpack = new HpackDecoder();
  private wake: (() => void)[] = [];

  private constructor(readonly socket: TLSSocket) {
    const reader = new FrameReader({
      onFrame: (type, flags, stream, bytes, start, end) => {
        this.frames.push({ type, flags, stream, payload: Buffer.from(bytes.subarray(start, end)) });
        return true;
      },
      onFrameTooLong: () => undefined,
    });
    socket.on("data", (bytes) => {
      reader.read(bytes, 0, bytes.length);
      this.woken();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.closed = true;
      this.woken();
    });
  }

  /** @param begins sends the preface and empty SETTINGS. */
  static async open(port: number, begins = true): Promise<RawHttp2> {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ALPNProtocols: ["h2"] });
    await deadline(once(socket, "secureConnect"), "the handshake");
    const client = new RawHttp2(socket);
    clients.push(client);
    if (begins) {
      client.send(Buffer.from(preface));
      client.send(frame(FrameType.settings, 0, 0));
    }
    return client;
  }

  /** Sends bytes while the connection takes them. */
  send(...parts: Buffer[]): void {
    if (!this.closed && this.socket.writable) this.socket.write(Buffer.concat(parts));
  }

  async until(holds: () => boolean, what: string, ms = 8000): Promise<void> {
    const end = performance.now() + ms;
    while (!holds()) {
      const left = end - performance.now();
      if (left <= 0) throw new Error(`not within ${ms} ms: ${what}; got ${JSON.stringify(this.frames.slice(-5))}`);
      await Promise.race([
        new Promise<void>((resolve) => this.wake.push(resolve)),
        new Promise<void>((resolve) => setTimeout(resolve, Math.min(left, 50))),
      ]);
    }
  }

  /** Frames of a type, on a stream. */
  of(type: number, stream: number): Frame[] {
    return this.frames.filter((one) => one.type === type && one.stream === stream);
  }

  /** Status of a stream's answer. */
  async status(stream: number): Promise<number> {
    await this.until(() => this.of(FrameType.headers, stream).length > 0, `an answer on stream ${stream}`);
    const { payload } = this.of(FrameType.headers, stream)[0] as Frame;
    let status = 0;
    const take = ({ name, value }: HeaderField): void => {
      if (name === ":status") status = Number(value);
    };
    this.hpack.read(payload, 0, payload.length, take);
    return status;
  }

  /** Code of a stream's reset. */
  async resetCode(stream: number): Promise<number> {
    await this.until(() => this.of(FrameType.rstStream, stream).length > 0, `a reset of stream ${stream}`);
    return (this.of(FrameType.rstStream, stream)[0] as Frame).payload.readUInt32BE(0);
  }

  /** Code of the connection's end, which must be told. */
  async goAwayCode(): Promise<number> {
    await this.until(() => this.of(FrameType.goAway, 0).length > 0 || this.closed, "GOAWAY");
    const { payload } = this.of(FrameType.goAway, 0)[0] ?? { payload: Buffer.alloc(8, 0xff) };
    return payload.readUInt32BE(4);
  }

  private woken(): void {
    for (const wake of this.wake.splice(0)) wake();
  }
}

export function frame(type: number, flags: number, stream: number, payload: Buffer | string = ""): Buffer {
  const bytes = typeof payload === "string" ? Buffer.from(payload, "latin1") : payload;
  const head = Buffer.alloc(frameHeadBytes);
  putFrameHead(head, 0, bytes.length, type, flags, stream);
  return Buffer.concat([head, bytes]);
}

export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
}

/** A block of literals that no table keeps. */
export function block(fields: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    fields.map(([name, value]) => {
      const index = staticNames.get(name) ?? 0;
      const head = index === 0 ? [Buffer.from([0]), text(name)] : [integer(index, 0x0f)];
      return Buffer.concat([...head, text(value)]);
    }),
  );
}

function text(value: string): Buffer {
  return Buffer.concat([integer(value.length, 0x7f), Buffer.from(value, "latin1")]);
}

function integer(value: number, mask: number): Buffer {
  if (value < mask) return Buffer.from([value]);
  const bytes = [mask];
  let left = value - mask;
  for (; left >= 128; left >>= 7) bytes.push(128 | (left & 127));
  return Buffer.from([...bytes, left]);
}

export const get = [
  [":method", "GET"],
  [":scheme", "https"],
  [":authority", "h2.example.com"],
  [":path", "/"],
] as const;
export const post = [[":method", "POST"], ...get.slice(1)] as const;

/** A request's HEADERS; `whole`: with END_STREAM. */
export function headers(stream: number, fields: readonly (readonly [string, string])[] = get, whole = true): Buffer {
  return frame(FrameType.headers, Flag.endHeaders | (whole ? Flag.endStream : 0), stream, block(fields));
}
