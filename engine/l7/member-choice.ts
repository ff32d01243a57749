import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import { type Refusal, refusals } from "./answers";
import type { RequestHead } from "./http1/request-head";
import { Session } from "./session";

/** Members that a request is tried on at most (threats: retry). */
const maxMembers = 3;

/** Which member a request goes to: its session's, or the next that was not tried (FQ-03, ST-05). */
export class MemberChoice {
  readonly session = new Session();
  /** Members that could not be connected to or broke off. */
  private readonly tried: MemberState[] = [];
  private lastConnectCode = "";
  private replayed = false;
  private moved = false;

  begin(pool: PoolState | null, head: RequestHead, bytes: Buffer): void {
    this.lastConnectCode = "";
    this.replayed = false;
    this.moved = false;
    this.session.begin(pool, head, bytes);
  }

  end(): void {
    this.tried.length = 0;
    this.session.end();
  }

  /** Null: nobody is left, see {@link refusal}. */
  pick(pool: PoolState, client: number): MemberState | null {
    const { session } = this;
    const member = session.member === null ? null : pool.stickyMember(session.member);
    // A session whose member is gone or unwell goes to another (ST-05).
    session.member = null;
    return member ?? pool.pick(client, this.tried);
  }

  /** Why nobody was found. */
  refusal(pool: PoolState): Refusal {
    if (this.tried.length === 0) return pool.members.length === 0 ? refusals.noMember : refusals.noHealthyMember;
    if (this.lastConnectCode === "") return refusals.answerBroken;
    return this.lastConnectCode === "ETIMEDOUT" ? refusals.connectTimeout : refusals.connectFailed;
  }

  /** Nothing has reached the member. Gives whether the next may be tried. */
  connectFailed(member: MemberState, code: string): boolean {
    this.lastConnectCode = code;
    this.tried.push(member);
    return this.tried.length < maxMembers;
  }

  /** The idle connection that was used had gone: once, a new one is tried. */
  mayReplay(pool: PoolState | null, member: MemberState): boolean {
    if (this.replayed || pool === null || !pool.accepts(member)) return false;
    this.replayed = true;
    return true;
  }

  /** The member broke off unanswered: once, another is tried. */
  mayMove(member: MemberState): boolean {
    if (this.moved) return false;
    this.moved = true;
    this.tried.push(member);
    return true;
  }
}
