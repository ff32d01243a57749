import { latin1 } from "./bytes";
import { Field } from "./header-table";
import type { ResponseHead } from "./response-head";

/**
 * The head that the client gets: the member's lines without hop-by-hop lines, then `ours` (each line with CRLF) and
 * the empty line.
 * @param keepLength Content-Length is passed on: false for chunked answers, 204 and 1xx.
 */
export function forwardedResponse(head: ResponseHead, bytes: Buffer, keepLength: boolean, ours: string): string {
  const { lines } = head;
  const base = head.codeStart;
  const text = latin1(bytes, base, lines.end);
  let out = "HTTP/1.1 ";
  let from = 0;
  for (let line = 0; line < lines.count; line++) {
    const field = lines.field[line] as number;
    if (field === Field.forward || field === Field.setCookie) continue;
    if (field === Field.contentLength && keepLength) continue;
    const start = lines.nameStart(line) - base;
    if (start > from) out += text.slice(from, start);
    from = lines.nameStart(line + 1) - base;
  }
  out += from === 0 ? text : text.slice(from);
  return `${out}${ours}\r\n`;
}
