import type { ForwardedFor } from "@/lib/model/listener";
import { latin1 } from "./bytes";
import type { RequestHead } from "./request-head";
import { BodyFraming } from "./request-head";
import { Field } from "./header-table";

/** What the client's connection and its listener add to a request. */
export interface RequestAdditions {
  /** Lines for a request that brings no X-Forwarded-For or loses it, each with CRLF, then the empty line. */
  readonly tail: string;
  /** The peer's address, the client's (the same unless a trusted proxy names another), and the lines after them. */
  readonly peer: string;
  readonly clientAddress: string;
  readonly fixedLines: string;
  readonly xForwardedFor: boolean;
  readonly forwardedFor: ForwardedFor;
  readonly xForwardedHost: boolean;
  /** Host for HTTP/1.0 requests without one. */
  readonly localHost: string;
}

/**
 * The head that a member gets: the client's lines as they came, without hop-by-hop lines and those that Connection
 * nominates, then ours (threats: rows 19–21, 30–35).
 */
export function forwardedRequest(head: RequestHead, bytes: Buffer, add: RequestAdditions): string {
  const { lines } = head;
  const absolute = head.authorityStart >= 0;
  // Positions in `text` are those in `bytes` less `base`.
  const base = head.plainLine ? head.methodStart : lines.start;
  const text = latin1(bytes, base, lines.end);
  let out = head.plainLine ? "" : requestLine(head, bytes);
  const replaces = add.xForwardedFor && add.forwardedFor !== "preserve";
  let from = 0;
  for (let line = 0; line < lines.count; line++) {
    const field = lines.field[line] as number;
    if (field === Field.forward || field === Field.cookie) continue;
    if (field === Field.host && !absolute) continue;
    if (field === Field.contentLength && !head.rewriteLength) continue;
    if (field === Field.forwardedFor && !replaces) continue;
    const start = lines.nameStart(line) - base;
    if (start > from) out += text.slice(from, start);
    from = lines.nameStart(line + 1) - base;
  }
  if (from === 0) out += text;
  else if (from < text.length) out += text.slice(from);
  if (absolute) out += `Host: ${latin1(bytes, head.authorityStart, head.authorityEnd)}\r\n`;
  else if (head.hostLine < 0) out += `Host: ${add.localHost}\r\n`;
  if (head.framing === BodyFraming.chunked) out += "Transfer-Encoding: chunked\r\n";
  else if (head.rewriteLength) out += `Content-Length: ${head.contentLength}\r\n`;
  if (head.upgrade !== "") out += `Connection: Upgrade\r\nUpgrade: ${head.upgrade}\r\n`;
  if (add.xForwardedHost) out += `X-Forwarded-Host: ${hostOf(head, bytes, add)}\r\n`;
  if (!head.hasForwardedFor || !add.xForwardedFor || add.forwardedFor === "overwrite") return out + add.tail;
  if (replaces) out += `X-Forwarded-For: ${forwardedFor(head, bytes)}${add.peer}\r\n`;
  return `${out}X-Real-IP: ${add.clientAddress}\r\n${add.fixedLines}\r\n`;
}

/** The lines that end every forwarded head of one client. */
export function additionsTail(client: string, xForwardedFor: boolean, fixedLines: string): string {
  return xForwardedFor
    ? `X-Forwarded-For: ${client}\r\nX-Real-IP: ${client}\r\n${fixedLines}\r\n`
    : `${fixedLines}\r\n`;
}

/** Host of a request as the member sees it; the authority of an absolute target wins (RFC 9112 3.2.2). */
export function hostOf(head: RequestHead, bytes: Buffer, add: RequestAdditions): string {
  if (head.authorityStart >= 0) return latin1(bytes, head.authorityStart, head.authorityEnd);
  if (head.hostLine < 0) return add.localHost;
  return latin1(bytes, head.lines.valueStart(head.hostLine), head.lines.valueEnd(head.hostLine));
}

function requestLine(head: RequestHead, bytes: Buffer): string {
  const method = latin1(bytes, head.methodStart, head.methodEnd);
  let target = latin1(bytes, head.targetStart, head.targetEnd);
  if (head.authorityStart >= 0) {
    // RFC 9112 3.2.4: OPTIONS for a whole server has an asterisk.
    if (target === "") target = method === "OPTIONS" ? "*" : "/";
    else if (target.startsWith("?")) target = `/${target}`;
  }
  return `${method} ${target} HTTP/1.1\r\n`;
}

function forwardedFor(head: RequestHead, bytes: Buffer): string {
  const { lines } = head;
  let chain = "";
  for (let line = 0; line < lines.count; line++) {
    if (lines.field[line] !== Field.forwardedFor) continue;
    const value = latin1(bytes, lines.valueStart(line), lines.valueEnd(line));
    if (value !== "") chain += `${value}, `;
  }
  return chain;
}
