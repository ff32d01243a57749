import { findCookie } from "@/engine/stickiness/cookie-header";
import { latin1 } from "./http1/bytes";
import { Field } from "./http1/header-table";
import type { RequestHead } from "./http1/request-head";

/** Value of a request's first cookie of that name, or null. */
export function cookieOf(head: RequestHead, bytes: Buffer, name: string): string | null {
  if (!head.hasCookie) return null;
  const { lines } = head;
  for (let line = 0; line < lines.count; line++) {
    if (lines.field[line] !== Field.cookie) continue;
    const value = findCookie(latin1(bytes, lines.valueStart(line), lines.valueEnd(line)), name);
    if (value !== null) return value;
  }
  return null;
}
