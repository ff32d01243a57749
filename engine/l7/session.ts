import { setCookieValue } from "@/engine/stickiness/cookie-header";
import type { Sticky } from "@/engine/stickiness/sticky";
import type { PoolState } from "@/engine/upstream/pool-state";
import { cookieOf } from "./cookie-of";
import { latin1 } from "./http1/bytes";
import { Field } from "./http1/header-table";
import type { RequestHead } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";

/** Whose session a request belongs to (ST-02, ST-03). Costs nothing where a pool keeps no sessions. */
export class Session {
  /** Key of the member that the session belongs to, or null. */
  member: string | null = null;
  private sticky: Sticky | null = null;
  private cookie: string | null = null;

  /** Phase stick. */
  begin(pool: PoolState | null, head: RequestHead, bytes: Buffer): void {
    this.sticky = pool === null ? null : pool.sticky;
    this.cookie = null;
    this.member = null;
    if (this.sticky === null) return;
    this.cookie = cookieOf(head, bytes, this.sticky.cookieName);
    if (this.cookie !== null) this.member = this.sticky.memberOf(this.cookie, Date.now());
  }

  /** What the answer of `member` does to the session; gives our Set-Cookie line with CRLF or an empty text. */
  answered(member: string, head: ResponseHead, bytes: Buffer, secure: boolean): string {
    const { sticky } = this;
    if (sticky === null) return "";
    const now = Date.now();
    const ours = sticky.answered(member, this.cookie, now, secure);
    if (!sticky.readsAnswers || !head.hasSetCookie) return ours;
    const { lines } = head;
    for (let line = 0; line < lines.count; line++) {
      if (lines.field[line] !== Field.setCookie) continue;
      const value = setCookieValue(latin1(bytes, lines.valueStart(line), lines.valueEnd(line)), sticky.cookieName);
      if (value !== null) sticky.learned(member, value, now);
    }
    return ours;
  }

  end(): void {
    this.sticky = null;
    this.cookie = null;
    this.member = null;
  }
}
