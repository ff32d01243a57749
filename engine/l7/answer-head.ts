import { forwardedResponse } from "./http1/forward-response";
import { BodyFraming } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";

/**
 * Head of a member's answer as the client gets it (RFC 9112 6, 9.3): framing that the client understands, then
 * `ours`, lines that the balancer adds.
 * @param minor the client's HTTP/1 minor version, 2 for HTTP/2, which has a framing of its own.
 */
export function answerHead(head: ResponseHead, bytes: Buffer, minor: number, keepAlive: boolean, ours: string): string {
  const { framing } = head;
  let lines = ours;
  let keepLength = head.status !== 204;
  if (framing === BodyFraming.chunked || framing === BodyFraming.untilClose) {
    keepLength = false;
    if (minor === 1) lines += "Transfer-Encoding: chunked\r\n";
  } else if (head.rewriteLength && keepLength) {
    keepLength = false;
    lines += `Content-Length: ${head.contentLength}\r\n`;
  }
  return forwardedResponse(head, bytes, keepLength, lines + connectionLine(keepAlive, minor));
}

/** The line that tells a client what happens to its connection, where that is not what its version implies. */
export function connectionLine(keepAlive: boolean, minor: number): string {
  if (minor === 2) return "";
  if (!keepAlive) return "Connection: close\r\n";
  return minor === 0 ? "Connection: keep-alive\r\n" : "";
}

/** Does a client of this version need the connection's end to know where the body ends? */
export function endsWithConnection(head: ResponseHead, minor: number): boolean {
  return minor === 0 && (head.framing === BodyFraming.chunked || head.framing === BodyFraming.untilClose);
}
