import { latin1 } from "./bytes";
import { describe, expect, it } from "vitest";
import { ChunkedReader } from "./chunked-reader";
import { additionsTail, forwardedRequest } from "./forward-request";
import { RequestHead } from "./request-head";

const add = {
  tail: additionsTail("9.9.9.9", true, "X-Forwarded-Proto: http\r\n"),
  peer: "9.9.9.9",
  clientAddress: "9.9.9.9",
  forwardedFor: "append" as const,
  fixedLines: "X-Forwarded-Proto: http\r\n",
  xForwardedFor: true,
  xForwardedHost: false,
  localHost: "lb:80",
};

function forward(text: string): string | number {
  const head = new RequestHead();
  const bytes = Buffer.from(text, "latin1");
  const end = head.parse(bytes, 0, bytes.length);
  return end > 0 ? forwardedRequest(head, bytes, add) : end;
}

const ours = "X-Forwarded-For: 9.9.9.9\r\nX-Real-IP: 9.9.9.9\r\nX-Forwarded-Proto: http\r\n\r\n";

describe("a request as the member gets it", () => {
  it.each([
    ["as it came", "GET /a?b HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n", `GET /a?b HTTP/1.1\r\nHost: h\r\nA: b\r\n${ours}`],
    [
      "without hop-by-hop lines",
      "GET / HTTP/1.1\r\nConnection: close, X-A\r\nHost: h\r\nX-A: 1\r\nTE: gzip\r\nKeep-Alive: 5\r\nProxy-Connection: x\r\nUpgrade: foo\r\nB: 2\r\n\r\n",
      `GET / HTTP/1.1\r\nHost: h\r\nB: 2\r\n${ours}`,
    ],
    [
      "X-Forwarded-For appended",
      "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\nX_Forwarded_For: 3\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.1.1.1, 2.2.2.2, 9.9.9.9\r\nX-Real-IP: 9.9.9.9\r\nX-Forwarded-Proto: http\r\n\r\n",
    ],
    [
      "absolute target",
      "GET http://other:81/x HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n",
      `GET /x HTTP/1.1\r\nA: b\r\nHost: other:81\r\n${ours}`,
    ],
    ["HTTP/1.0", "GET /x HTTP/1.0\r\nA: b\r\n\r\n", `GET /x HTTP/1.1\r\nA: b\r\nHost: lb:80\r\n${ours}`],
    [
      "leading zeros",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0005\r\n\r\n",
      `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n${ours}`,
    ],
    [
      "chunked",
      "POST / HTTP/1.1\r\nHost: h\r\ntransfer-encoding: \tChunked\r\n\r\n",
      `POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n${ours}`,
    ],
  ])("%s", (_name, given, expected) => {
    expect(forward(given)).toBe(expected);
  });

  it("needs every byte of the head", () => {
    const text = "GET /a?b HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n";
    const head = new RequestHead();
    for (let n = 1; n < text.length; n++) expect(head.parse(Buffer.from(text.slice(0, n)), 0, n), `${n}`).toBe(0);
  });
});

const chunked = "5;x=y\r\nhello\r\n00b;q\r\nhello world\r\n0;z\r\nTrailer: 1\r\nX: y\r\n\r\n";

describe("a chunked body", () => {
  it.each([
    [false, "5\r\nhello\r\n00b\r\nhello world\r\n0\r\n\r\n"],
    [true, "hellohello world"],
  ])("is the same at every split (decoded: %s)", (decode, whole) => {
    const total = `${chunked}GET`;
    for (let a = 0; a <= total.length; a++) {
      for (let b = a; b <= total.length; b++) {
        const reader = new ChunkedReader();
        reader.reset(decode);
        let out = "";
        let rest = "";
        for (const part of [total.slice(0, a), total.slice(a, b), total.slice(b)]) {
          const bytes = Buffer.from(part);
          const end = reader.done ? 0 : reader.read(bytes, 0, bytes.length);
          expect(end).toBeGreaterThanOrEqual(0);
          if (!reader.done || end > 0) out += reader.prefix + latin1(bytes, reader.outStart, reader.outEnd);
          reader.prefix = "";
          reader.outEnd = reader.outStart;
          rest += bytes.toString("latin1", end);
        }
        expect(reader.done).toBe(true);
        expect(out.replace("\r\nb\r\n", "\r\n00b\r\n")).toBe(whole);
        expect(rest).toBe("GET");
      }
    }
  });

  it.each([
    " 5\r\n",
    "+5\r\n",
    "0x5\r\n",
    "-5\r\n",
    "0_5\r\n",
    "\r\n",
    "00000000000000005\r\n",
    "5\nhello",
    "5;\nhello\r\n",
    "5;a\rb\r\n",
    "5;a\0\r\n",
    "5\r\nhelloX",
    "5\r\nhello\n",
    "0\r\n\n",
    "0\r\n: x\r\n\r\n",
    "0\r\nno colon\r\n\r\n",
    "0\r\nA: b\n\r\n",
    "5 \r\nhello\r\n",
    "0\r\n\rX",
  ])("is refused: %j", (text) => {
    const reader = new ChunkedReader();
    reader.reset(false);
    const bytes = Buffer.from(text, "latin1");
    expect(reader.read(bytes, 0, bytes.length)).toBe(-1);
  });
});
