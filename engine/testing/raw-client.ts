import { connect, type Socket } from "node:net";
import { deadline } from "./deadline";

/** A TCP client that sends and receives bytes as they are. Text is latin1. */
export class RawClient {
  received = "";
  /** The other side has ended, in good order. */
  ended = false;
  closed = false;
  errorCode: string | null = null;
  private waiting: { test: () => boolean; resolve: () => void }[] = [];

  private constructor(readonly socket: Socket) {
    socket.on("data", (bytes) => {
      this.received += bytes.toString("latin1");
      this.wake();
    });
    socket.on("end", () => {
      this.ended = true;
      this.wake();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      this.errorCode = error.code ?? "ERROR";
    });
    socket.on("close", () => {
      this.closed = true;
      this.wake();
    });
  }

  static async open(port: number, address = "127.0.0.1", localAddress?: string): Promise<RawClient> {
    const socket = connect({
      port,
      host: address,
      allowHalfOpen: true,
      noDelay: true,
      ...(localAddress && { localAddress }),
    });
    const client = new RawClient(socket);
    const connected = new Promise<void>((resolve, reject) => {
      socket.once("connect", () => resolve());
      // Reset right after it was accepted is an answer too.
      socket.once("close", () => (client.errorCode === "ECONNREFUSED" ? reject(new Error("refused")) : resolve()));
    });
    await deadline(connected, "connected");
    return client;
  }

  send(text: string): void {
    this.socket.write(text, "latin1");
  }

  /** Ends our side; the other side may go on. */
  end(): void {
    this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }

  async until(test: () => boolean, what: string, ms = 5000): Promise<void> {
    if (test()) return;
    const met = new Promise<void>((resolve) => this.waiting.push({ test, resolve }));
    await deadline(met, `${what}; received ${JSON.stringify(this.received.slice(-300))}`, ms);
  }

  /** Everything that came until the other side ended or broke. */
  async all(ms = 5000): Promise<string> {
    await this.until(() => this.ended || this.closed, "the end", ms);
    return this.received;
  }

  /** The next whole answer with Content-Length or chunked framing; `isHead` for one without a body. */
  async answer(isHead = false, ms = 5000): Promise<Answer> {
    let found: { answer: Answer; size: number } | null = null;
    await this.until(
      () => (found = parseAnswer(this.received, isHead)) !== null || this.ended || this.closed,
      "an answer",
      ms,
    );
    found ??= parseAnswer(this.received, isHead);
    if (found === null) throw new Error(`no whole answer: ${JSON.stringify(this.received.slice(0, 500))}`);
    const { answer, size } = found;
    this.received = this.received.slice(size);
    return answer;
  }

  private wake(): void {
    this.waiting = this.waiting.filter(({ test, resolve }) => {
      if (!test()) return true;
      resolve();
      return false;
    });
  }
}

export interface Answer {
  status: number;
  head: string;
  headers: Map<string, string>;
  body: string;
}

/** Reads one answer from the front of `text`, or null when it is not whole yet. */
export function parseAnswer(text: string, isHead: boolean): { answer: Answer; size: number } | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = text.slice(0, end);
  const status = Number(head.slice(9, 12));
  const headers = new Map<string, string>();
  for (const line of head.split("\r\n").slice(1)) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const start = end + 4;
  const done = (body: string, size: number) => ({ answer: { status, head, headers, body }, size });
  if (isHead || status < 200 || status === 204 || status === 304) return done("", start);
  if (headers.get("transfer-encoding") === "chunked") {
    let at = start;
    let body = "";
    for (;;) {
      const line = text.indexOf("\r\n", at);
      if (line < 0) return null;
      const size = Number.parseInt(text.slice(at, line), 16);
      if (text.length < line + 2 + size + 2) return null;
      if (size === 0) return done(body, line + 4);
      body += text.slice(line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }
  const length = Number(headers.get("content-length") ?? 0);
  if (text.length < start + length) return null;
  return done(text.slice(start, start + length), start + length);
}
