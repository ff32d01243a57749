import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RequestHead, BodyFraming } from "@/engine/l7/http1/request-head";
import { ChunkedReader } from "@/engine/l7/http1/chunked-reader";
import { answerEach } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";
import { RawClient } from "@/engine/testing/raw-client";

/** What llhttp, in its strict mode, made of bytes: the requests it saw whole, or that it refused. */
interface Oracle {
  requests: { method: string; url: string; body: string }[];
  refused: boolean;
}

let server: Server;
let seen: Oracle["requests"] = [];

beforeAll(async () => {
  server = createHttpServer({ requireHostHeader: true, keepAliveTimeout: 50 }, (request, response) => {
    let body = "";
    request.on("data", (bytes: Buffer) => {
      body += bytes.toString("latin1");
    });
    request.on("end", () => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", body });
      response.end();
    });
  });
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function oracle(text: string): Promise<Oracle> {
  seen = [];
  const client = await RawClient.open((server.address() as AddressInfo).port);
  client.send(text);
  client.end();
  await client.all();
  client.destroy();
  return { requests: seen, refused: /HTTP\/1\.1 4/.test(client.received) };
}

/** Our reading of the same bytes, request after request. */
function ours(text: string): Oracle {
  const bytes = Buffer.from(text, "latin1");
  const head = new RequestHead();
  const requests: Oracle["requests"] = [];
  let from = 0;
  while (from < bytes.length) {
    const after = head.parse(bytes, from, bytes.length);
    if (after <= 0) return { requests, refused: true };
    const method = bytes.toString("latin1", head.methodStart, head.methodEnd);
    const url = bytes.toString("latin1", head.targetStart, head.targetEnd);
    let end = after;
    let body = "";
    if (head.framing === BodyFraming.length) {
      end = after + head.contentLength;
      if (end > bytes.length) return { requests, refused: true };
      body = bytes.toString("latin1", after, end);
    } else if (head.framing === BodyFraming.chunked) {
      const reader = new ChunkedReader();
      reader.reset(true);
      end = reader.read(bytes, after, bytes.length);
      if (end < 0 || !reader.done) return { requests, refused: true };
      body = bytes.toString("latin1", reader.outStart, reader.outEnd);
    }
    requests.push({ method, url, body });
    from = end;
    if (!head.keepAlive) break;
  }
  return { requests, refused: false };
}

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const seeds = [
  "GET /a HTTP/1.1\r\nHost: h\r\n\r\n",
  "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
  "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  "POST /d HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: 1\r\n\r\n",
  "GET /e HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, X\r\nX: 1\r\n\r\nGET /f HTTP/1.1\r\nHost: h\r\n\r\n",
  "PUT /g HTTP/1.1\r\nContent-Length: 2\r\nHost: h\r\n\r\nab",
];
const bits = [
  "\r",
  "\n",
  "\r\n",
  " ",
  "\t",
  "\0",
  ":",
  ",",
  ";",
  "0",
  "5",
  "+",
  "-",
  "x",
  "\x0b",
  "\x7f",
  "\xff",
  "_",
  "chunked",
  "Content-Length: 5\r\n",
  "Content-Length: 0\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Transfer-Encoding: identity\r\n",
  "Host: x\r\n",
  " chunked",
  "identity, ",
  "\r\n\r\n",
  "HTTP/1.0",
  "HTTP/1.1",
  "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
];

function mutate(next: () => number): string {
  let text = seeds[Math.floor(next() * seeds.length)] as string;
  const times = 1 + Math.floor(next() * 3);
  for (let i = 0; i < times; i++) {
    const at = Math.floor(next() * (text.length + 1));
    const bit = bits[Math.floor(next() * bits.length)] as string;
    const kind = next();
    if (kind < 0.45) text = text.slice(0, at) + bit + text.slice(at);
    else if (kind < 0.7) text = text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 3));
    else if (kind < 0.9) text = text.slice(0, at) + bit + text.slice(at + bit.length);
    else text = text.slice(0, at) + String.fromCharCode(Math.floor(next() * 256)) + text.slice(at + 1);
  }
  return text;
}

describe("against llhttp", () => {
  it("whatever we accept, llhttp reads as the same requests with the same bodies", async () => {
    const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const next = random(seed);
    const until = performance.now() + Number(process.env["FUZZ_MS"] ?? 2000);
    let accepted = 0;
    while (performance.now() < until) {
      const text = mutate(next);
      const mine = ours(text);
      if (mine.requests.length === 0) continue;
      accepted += 1;
      const theirs = await oracle(text);
      const note = `seed ${seed}: ${JSON.stringify(text)}`;
      // llhttp may refuse more methods and close earlier; what both have read must be the same.
      if (theirs.requests.length < mine.requests.length && theirs.refused) {
        expect(theirs.requests, note).toEqual(mine.requests.slice(0, theirs.requests.length));
        expect(isStricter(text, mine), note).toBe(true);
      } else expect(theirs.requests.slice(0, mine.requests.length), note).toEqual(mine.requests);
    }
    expect(accepted).toBeGreaterThan(50);
  });

  it("a member sees whole requests alone, each with one reading, whatever clients send", async () => {
    const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const next = random(seed);
    const { backend, balancer } = await startChain(answerEach());
    const until = performance.now() + Number(process.env["FUZZ_MS"] ?? 2000);
    while (performance.now() < until) {
      const text = mutate(next);
      const expected = ours(text);
      const before = backend.connections.map(({ bytes }) => bytes.length);
      const client = await openClient(balancer.port);
      client.send(text);
      client.end();
      await client.all().catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${JSON.stringify(text)}: ${String(error)}`);
      });
      client.destroy();
      const fresh = backend.connections.map(({ bytes }, i) => bytes.slice(before[i] ?? 0)).join("");
      const got = await oracle(fresh);
      const note = `seed ${seed}: ${JSON.stringify(text)} became ${JSON.stringify(fresh)}`;
      expect(got.requests.map(({ body }) => body).slice(0, expected.requests.length), note).toEqual(
        expected.requests.map(({ body }) => body).slice(0, got.requests.length),
      );
      expect(got.requests.length, note).toBeLessThanOrEqual(expected.requests.length);
    }
  });
});

/** Inputs that llhttp refuses and we take, each with its reason. */
function isStricter(text: string, mine: Oracle): boolean {
  // Methods that llhttp does not know are tokens like any other for a proxy.
  if (mine.requests.some(({ method }) => !/^(GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH)$/.test(method))) return true;
  // Chunk extensions are dropped, so what is in them has no second reading; control bytes alone are refused.
  if (/\r\n[0-9a-fA-F]+;/.test(text)) return true;
  // So are trailers (row 19), whatever they claim.
  if (/\r\n0+\r\n[^\r]*(Content-Length|Transfer-Encoding|Host|Connection)/i.test(text)) return true;
  // White space after a value is legal (RFC 9110 5.5); framing values are written anew for the member.
  if (/[ \t]\r\n/.test(text)) return true;
  // Later minor versions of 1 are read as 1.1 (row 25).
  if (/HTTP\/1\.[2-9]/.test(text)) return true;
  return false;
}
