import fc from "fast-check";
import { expect, test } from "vitest";
import { readStatus } from "./status-line";

const answer = "HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n";

test("the status is known when the head is complete, at every split", () => {
  for (let cut = 0; cut < answer.length; cut++) expect(readStatus(answer.slice(0, cut))).toBeNull();
  expect(readStatus(answer)).toBe(204);
});

test("interim answers are passed over, at every split", () => {
  const interim = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${answer}`;
  for (let cut = 0; cut < interim.length; cut++) expect(readStatus(interim.slice(0, cut))).toBeNull();
  expect(readStatus(interim)).toBe(204);
});

test.each([
  "SSH-2.0-OpenSSH\r\n",
  "HTTP/2 200\r\n\r\n",
  "HTTP/1.1 2000 OK\r\n\r\n",
  "HTTP/1.1 abc\r\n\r\n",
  "\r\n\r\n",
  "<",
])("%j is not HTTP", (text) => {
  expect(readStatus(text)).toBe("invalid");
});

test("a status line without a reason and with bare line feeds is read", () => {
  expect(readStatus("HTTP/1.0 200\n\n")).toBe(200);
});

test("any bytes give an answer", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      const status = readStatus(text);
      expect(status === null || status === "invalid" || (status >= 200 && status < 600)).toBe(true);
    }),
  );
});
