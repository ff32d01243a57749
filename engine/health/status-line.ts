/**
 * Status of the final answer in `head` (latin1 text from the connection's first byte on), once its head is complete:
 * interim answers (1xx) are passed over. Null: more is needed.
 */
export function readStatus(head: string): number | "invalid" | null {
  let at = 0;
  for (;;) {
    const line = /^HTTP\/1\.[01] ([1-5]\d\d)(?: [^\r\n]*)?\r?\n/.exec(head.slice(at, at + 1024));
    if (line === null) return couldBecomeStatusLine(head.slice(at)) ? null : "invalid";
    const end = /\r?\n\r?\n/.exec(head.slice(at));
    if (end === null) return null;
    const status = Number(line[1]);
    if (status >= 200) return status;
    at += end.index + end[0].length;
  }
}

function couldBecomeStatusLine(text: string): boolean {
  if (text.includes("\n") || text.length >= 1024) return false;
  const start = "HTTP/1.";
  return text.length <= start.length
    ? start.startsWith(text)
    : /^HTTP\/1\.[01]( ([1-5]\d{0,2}( .*)?)?)?\r?$/.test(text);
}
