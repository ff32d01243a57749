import { equalsIgnoringCase, latin1 } from "@/engine/l7/http1/bytes";
import { Field } from "@/engine/l7/http1/header-table";
import type { RequestHead } from "@/engine/l7/http1/request-head";
import { escaped } from "./escape";

/** Most bytes of a header field in a line; the rest is cut off, so that a line has an end. */
const maxField = 2048;

/** What a line says of a request's head, escaped. The head's bytes do not outlive its reading, so it is kept. */
export class RequestText {
  /** `GET http://host/path HTTP/1.1`, or `-` where no request could be read. */
  line = "-";
  /** `"user agent" "referer" "x-forwarded-for"`. */
  headers = unknownHeaders;

  /** Takes the head that was just read. `localHost` stands for an absent Host. */
  take(head: RequestHead, bytes: Buffer, scheme: "http" | "https", localHost: string): void {
    const { lines } = head;
    let host = localHost;
    if (head.authorityStart >= 0) host = latin1(bytes, head.authorityStart, head.authorityEnd);
    else if (head.hostLine >= 0) host = latin1(bytes, lines.valueStart(head.hostLine), lines.valueEnd(head.hostLine));
    const method = latin1(bytes, head.methodStart, head.methodEnd);
    const target = latin1(bytes, head.targetStart, head.targetEnd);
    this.line = escaped(`${method} ${scheme}://${host}${target} HTTP/1.${head.minor}`);
    let agent = "-";
    let referer = "-";
    let forwardedFor = "";
    for (let line = 0; line < lines.count; line++) {
      const field = lines.field[line];
      if (field === Field.forward) {
        const start = lines.nameStart(line);
        const length = lines.nameEnd(line) - start;
        if (length === 10 && equalsIgnoringCase(bytes, start, "user-agent")) agent = value(head, bytes, line);
        else if (length === 7 && equalsIgnoringCase(bytes, start, "referer")) referer = value(head, bytes, line);
      } else if (field === Field.forwardedFor) {
        const text = value(head, bytes, line);
        forwardedFor = forwardedFor === "" ? text : `${forwardedFor}, ${text}`;
      }
    }
    if (forwardedFor === "") forwardedFor = "-";
    else if (forwardedFor.length > maxField) forwardedFor = forwardedFor.slice(0, maxField);
    this.headers = quoted(agent, referer, forwardedFor);
  }

  /** Nothing that could be read came. */
  clear(): void {
    this.line = "-";
    this.headers = unknownHeaders;
  }
}

const unknownHeaders = '"-" "-" "-"';

function value(head: RequestHead, bytes: Buffer, line: number): string {
  const start = head.lines.valueStart(line);
  const end = head.lines.valueEnd(line);
  return end === start ? "-" : latin1(bytes, start, Math.min(end, start + maxField));
}

function quoted(agent: string, referer: string, forwardedFor: string): string {
  return `"${escaped(agent)}" "${escaped(referer)}" "${escaped(forwardedFor)}"`;
}
