import type { RequestFacts } from "@/engine/l7/request-facts";
import { escaped } from "./escape";

/** Most bytes of a header in a line; the rest is cut off, so that a line has an end. */
const maxField = 2048;

/**
 * `GET http://host/path HTTP/1.1`, escaped; of what was no request its first line as far as it came, or `-`.
 * `localHost` stands for an absent Host.
 */
export function requestLine(facts: RequestFacts, scheme: "http" | "https", localHost: string): string {
  if (facts.minor < 0) return facts.brokenLine === "" ? "-" : escaped(facts.brokenLine);
  const host = facts.host === "" ? localHost : facts.host;
  return escaped(`${facts.method} ${scheme}://${host}${facts.target} HTTP/1.${facts.minor}`);
}

/** `"user agent" "referer" "x-forwarded-for"`, escaped. */
export function requestHeaders({ userAgent, referer, forwardedFor }: RequestFacts): string {
  return `${quoted(userAgent)} ${quoted(referer)} ${quoted(forwardedFor)}`;
}

function quoted(text: string): string {
  if (text === "") return '"-"';
  return `"${escaped(text.length > maxField ? text.slice(0, maxField) : text)}"`;
}
