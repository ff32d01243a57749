import { createHmac, timingSafeEqual } from "node:crypto";
import type { Sticky } from "./sticky";

export const defaultCookieName = "EVENKEEL";

const longestValue = 64;
const remembered = 4096;
/** Seconds of the epoch and an unsigned 32-bit number, in base 36. */
const numbers = /^[0-9a-z]{1,9}\.[0-9a-z]{1,7}$/;

interface Known {
  member: string;
  issuedAt: number;
  /** Number of the session: values that are issued anew keep it. */
  session: number;
  seen: boolean;
}

/** Told of a session whose cookie a client brought back, of its member now, and for how many ms it is good. */
export type SessionSeen = (session: number, member: string, leftMs: number) => void;

/**
 * The balancer's own cookie (ST-02): `tag.issued.session.mac`. The tag stands for a member without telling its address,
 * the time is when it was issued, and nobody without the key can make one (threats: 41). A value is good for `timeoutMs`
 * and issued anew in the second half of that, so that a session in use goes on (ST-04).
 */
export class BalancerCookie implements Sticky {
  readonly readsAnswers = false;
  private readonly tagOf = new Map<string, string>();
  private readonly memberOfTag = new Map<string, string>();
  /** Values whose mac was right: a request of a session in use costs a look-up, not a hash. */
  private readonly verified = new Map<string, Known>();

  constructor(
    readonly cookieName: string,
    private readonly timeoutMs: number,
    private readonly key: string,
    members: readonly string[],
    private readonly seen: SessionSeen = () => {},
  ) {
    for (const member of members) {
      const tag = this.mac(`member ${member}`, 8);
      this.tagOf.set(member, tag);
      this.memberOfTag.set(tag, member);
    }
  }

  memberOf(value: string, now: number): string | null {
    const known = this.find(value, now);
    if (known === null) return null;
    if (!known.seen) {
      known.seen = true;
      this.seen(known.session, known.member, known.issuedAt + this.timeoutMs - now);
    }
    return known.member;
  }

  peek(value: string, now: number): string | null {
    return this.find(value, now)?.member ?? null;
  }

  answered(member: string, value: string | null, now: number, secure: boolean): string {
    const known = value === null ? undefined : this.verified.get(value);
    if (known !== undefined && known.member === member && now - known.issuedAt < this.timeoutMs / 2) return "";
    const tag = this.tagOf.get(member);
    if (tag === undefined) return "";
    const session = known?.session ?? Math.floor(Math.random() * 2 ** 32);
    if (known !== undefined) this.seen(session, member, this.timeoutMs);
    const body = `${tag}.${Math.floor(now / 1000).toString(36)}.${session.toString(36)}`;
    const seconds = Math.ceil(this.timeoutMs / 1000);
    const expires = new Date(now + this.timeoutMs).toUTCString();
    return `Set-Cookie: ${this.cookieName}=${body}.${this.mac(body, 12)}; Path=/; Expires=${expires}; Max-Age=${seconds}; HttpOnly${secure ? "; Secure" : ""}\r\n`;
  }

  learned(): void {
    // The application's cookies are not ours.
  }

  private find(value: string, now: number): Known | null {
    const known = this.verified.get(value) ?? this.verify(value);
    if (known === null || now - known.issuedAt >= this.timeoutMs || known.issuedAt > now + 60_000) return null;
    return known;
  }

  private verify(value: string): Known | null {
    if (value.length > longestValue) return null;
    const [tag = "", issued = "", session = "", mac = "", more] = value.split(".");
    const member = this.memberOfTag.get(tag);
    if (member === undefined || more !== undefined || !numbers.test(`${issued}.${session}`)) return null;
    const right = Buffer.from(this.mac(`${tag}.${issued}.${session}`, 12));
    const given = Buffer.from(mac);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    const issuedAt = Number.parseInt(issued, 36) * 1000;
    const known = { member, issuedAt, session: Number.parseInt(session, 36), seen: false };
    if (this.verified.size >= remembered) this.verified.clear();
    // A copy: a part of a header would keep the whole header in memory.
    this.verified.set(Buffer.from(value).toString(), known);
    return known;
  }

  private mac(text: string, bytes: number): string {
    return createHmac("sha256", this.key).update(text).digest().subarray(0, bytes).toString("base64url");
  }
}
