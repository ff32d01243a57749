/** How requests of one client find the member of their session again. Pure but for the clock that comes in, in ms. */
export interface Sticky {
  /** The application's cookie is read from answers; the balancer's is not. */
  readonly cookieName: string;
  readonly readsAnswers: boolean;
  /** Key of the member that a request's cookie value belongs to, or null: forged, expired or unknown. */
  memberOf(value: string, now: number): string | null;
  /** As {@link memberOf}, and a session that is asked for does not live longer for it. */
  peek(value: string, now: number): string | null;
  /**
   * The request went to `member`; `value` is what it brought. Gives a Set-Cookie line with CRLF for the answer, or an
   * empty text; `secure`: it goes over TLS, and so may the cookie alone.
   */
  answered(member: string, value: string | null, now: number, secure: boolean): string;
  /** The member's answer sets the cookie to `value`. */
  learned(member: string, value: string, now: number): void;
}
