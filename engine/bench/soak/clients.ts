import { createHash, randomBytes } from "node:crypto";
import { type Agent, request } from "node:http";
import { RawClient } from "@/engine/testing/raw-client";

export interface Tally {
  requests: Record<string, number>;
  failures: string[];
}

/** Stops the clients' loops. */
export interface Stop {
  stopped: boolean;
}

let counter = 0;

function url(): string {
  counter += 1;
  return `/${counter.toString(36)}`;
}

/** Asks for ever, checking that each answer is that of its own request. */
export async function run(name: string, tally: Tally, stop: Stop, once: () => Promise<void>): Promise<void> {
  while (!stop.stopped) {
    try {
      await once();
      tally.requests[name] = (tally.requests[name] ?? 0) + 1;
    } catch (error) {
      if (!stop.stopped) tally.failures.push(`${new Date().toISOString()} ${name}: ${String(error)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
  }
}

interface Ask {
  port: number;
  agent: Agent;
  method?: string;
  body?: Buffer;
  chunked?: boolean;
}

/** One request through node:http; resolves when the answer is right. */
export function ask({ port, agent, method = "GET", body, chunked = false }: Ask): Promise<void> {
  const path = url();
  const headers: Record<string, string> = {};
  if (body !== undefined && !chunked) headers["Content-Length"] = String(body.length);
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, method, agent, headers, timeout: 10_000 }, (answer) => {
      let text = "";
      answer.on("data", (bytes: Buffer) => {
        text += bytes.toString("latin1");
      });
      answer.on("error", reject);
      answer.on("end", () => {
        const digest = createHash("sha1")
          .update(body ?? "")
          .digest("hex");
        if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode} ${text.slice(0, 120)}`));
        else if (text !== `${path} ${digest}`) reject(new Error(`the answer of another request: ${text.slice(0, 80)}`));
        else resolve();
      });
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer in 10 s")));
    sent.on("error", reject);
    if (body === undefined) sent.end();
    else {
      for (let at = 0; at < body.length; at += 30_000) sent.write(body.subarray(at, at + 30_000));
      sent.end();
    }
  });
}

export function randomBody(): Buffer {
  return randomBytes(1 + Math.floor(Math.random() ** 3 * 300_000));
}

/** A large answer. */
export function download(port: number, agent: Agent, size: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path: `/bytes/${size}`, agent }, (answer) => {
      let received = 0;
      answer.on("data", (bytes: Buffer) => {
        received += bytes.length;
      });
      answer.on("error", reject);
      answer.on("end", () => (received === size ? resolve() : reject(new Error(`${received} of ${size} bytes`))));
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** A keep-alive client that sends five requests at once and gets five answers in order. */
export class Pipeliner {
  private client: RawClient | null = null;

  constructor(private readonly port: number) {}

  async once(): Promise<void> {
    this.client ??= await RawClient.open(this.port);
    const { client } = this;
    const urls = Array.from({ length: 5 }, url);
    client.send(urls.map((one) => `GET ${one} HTTP/1.1\r\nHost: soak\r\n\r\n`).join(""));
    try {
      for (const one of urls) {
        const answer = await client.answer(false, 10_000);
        if (answer.status !== 200 || answer.headers.get("x-url") !== one) throw new Error(answer.head);
      }
    } catch (error) {
      client.destroy();
      this.client = null;
      throw error;
    }
  }
}

/** An upgraded connection that stays open over all changes and echoes. */
export class Echo {
  private client: RawClient | null = null;

  constructor(private readonly port: number) {}

  async once(): Promise<void> {
    if (this.client === null) {
      this.client = await RawClient.open(this.port);
      this.client.send("GET /echo HTTP/1.1\r\nHost: soak\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
      await this.client.until(() => this.client?.received.includes("\r\n\r\n") === true, "the upgrade");
      this.client.received = "";
    }
    const { client } = this;
    const text = url().repeat(1 + Math.floor(Math.random() * 2000));
    client.send(text);
    await client.until(() => client.received.length >= text.length || client.closed, "the echo", 10_000);
    const { received } = client;
    client.received = "";
    if (received !== text) {
      client.destroy();
      this.client = null;
      throw new Error(`the echo is not what was sent: ${received.length} of ${text.length}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** One HTTP/1.0 request. */
export async function old(port: number): Promise<void> {
  const client = await RawClient.open(port);
  const path = url();
  client.send(`GET ${path} HTTP/1.0\r\nHost: soak\r\n\r\n`);
  const text = await client.all(10_000);
  client.destroy();
  if (!text.startsWith("HTTP/1.1 200") || !text.includes(`\r\n\r\n${path} `)) throw new Error(text.slice(0, 200));
}

/** A client that leaves in the middle; nothing is expected of it but that others do not notice. */
export async function leave(port: number): Promise<void> {
  const client = await RawClient.open(port);
  client.send("GET /bytes/5000000 HTTP/1.1\r\nHost: soak\r\n\r\n");
  await client.until(() => client.received.length > 0 || client.closed, "a beginning", 10_000);
  client.socket.resetAndDestroy();
}
