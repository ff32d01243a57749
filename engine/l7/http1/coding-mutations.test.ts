import { expect, it } from "vitest";
import { additionsTail, forwardedRequest } from "./forward-request";
import { BodyFraming, RequestHead } from "./request-head";

/* Threats, row 8: every byte at every place of a Transfer-Encoding line. */

const add = {
  tail: additionsTail("9.9.9.9", true, ""),
  peer: "9.9.9.9",
  clientAddress: "9.9.9.9",
  forwardedFor: "append" as const,
  fixedLines: "",
  xForwardedFor: true,
  xForwardedHost: false,
  localHost: "lb:80",
};
const head = new RequestHead();

/** What the member would get; null: refused. */
function forwarded(line: string, before: string, after: string): string | null {
  const bytes = Buffer.from(`POST / HTTP/1.1\r\nHost: h\r\n${before}${line}\r\n${after}\r\n`, "latin1");
  return head.parse(bytes, 0, bytes.length) > 0 ? forwardedRequest(head, bytes, add) : null;
}

/** Any name that another reader could take for the coding's: what is left without all but letters. */
const looksLikeCoding = (line: string) => /^transfer.?encoding$/i.test(line.slice(0, line.indexOf(":")));

it("a member sees our own canonical line when the body is read as chunks, else no line that could be one", () => {
  const line = "Transfer-Encoding: chunked";
  let accepted = 0;
  const wrong: string[] = [];
  for (const [before, after] of [
    ["", ""],
    ["", "Content-Length: 5\r\n"],
    ["Content-Length: 5\r\n", ""],
    ["X: y\r\n", "Z: z\r\n"],
  ]) {
    for (let at = 0; at <= line.length; at++) {
      for (let byte = 0; byte < 256; byte++) {
        const character = String.fromCharCode(byte);
        for (const mutated of [
          line.slice(0, at) + character + line.slice(at),
          line.slice(0, at) + character + line.slice(at + 1),
        ]) {
          const seen = forwarded(mutated, before ?? "", after ?? "");
          if (seen === null) continue;
          accepted += 1;
          const codings = seen.split("\r\n").filter(looksLikeCoding);
          const isChunked = head.framing === BodyFraming.chunked;
          const exact = codings.filter((one) => one.toLowerCase().startsWith("transfer-encoding:"));
          const isRight = isChunked ? exact.join() === line && !/content-length/i.test(seen) : exact.length === 0;
          if (!isRight || codings.some((one) => one.includes("_"))) wrong.push(mutated);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(1000);
});
