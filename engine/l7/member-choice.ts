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
  /** Idle connections gave their descriptors for this request. */
  private hasMadeRoom = false;
  private resent = false;
  /** The member was the session's: another would not know the client. */
  private isSessions = false;

  begin(pool: PoolState | null, head: RequestHead, bytes: Buffer): void {
    this.lastConnectCode = "";
    this.hasMadeRoom = false;
    this.resent = false;
    this.isSessions = false;
    this.session.begin(pool, head, bytes);
  }

  end(): void {
    // Setting the length calls into the runtime, and frees what would be filled again.
    if (this.tried.length > 0) this.tried.length = 0;
    this.session.end();
  }

  /** Null: nobody is left, see {@link refusal}. */
  pick(pool: PoolState, client: number): MemberState | null {
    const { session } = this;
    const member = session.member === null ? null : pool.stickyMember(session.member);
    // A session whose member is gone or unwell goes to another (ST-05).
    session.member = null;
    this.isSessions = member !== null;
    return member ?? pool.pick(client, this.tried);
  }

  /** Why nobody was found. */
  refusal(pool: PoolState): Refusal {
    if (this.tried.length === 0) return pool.members.length === 0 ? refusals.noMember : refusals.noHealthyMember;
    if (this.lastConnectCode === "") return refusals.answerBroken;
    return this.lastConnectCode === "ETIMEDOUT" ? refusals.connectTimeout : refusals.connectFailed;
  }

  /** There was no descriptor for the connection, which tells nothing of the member. Gives whether to try again. */
  lackedDescriptors(member: MemberState): boolean {
    const hasRoom = member.registry.lackedDescriptors() && !this.hasMadeRoom;
    this.hasMadeRoom = true;
    return hasRoom;
  }

  /** Nothing has reached the member. Gives whether the next may be tried. */
  connectFailed(member: MemberState, code: string): boolean {
    this.lastConnectCode = code;
    this.tried.push(member);
    return this.tried.length < maxMembers;
  }

  /**
   * The member broke off unanswered: once in all, the request goes out again, or null. `wasIdle`: the connection had
   * waited for it, and may have ended of age, which tells nothing of the member: who is of its session, or its only
   * hope, goes there again.
   */
  pickAgain(pool: PoolState, client: number, member: MemberState, wasIdle: boolean): MemberState | null {
    if (this.resent) return null;
    this.resent = true;
    const again = wasIdle && pool.accepts(member) ? member : null;
    if (again !== null && (this.isSessions || pool.plan.algorithm === "SOURCE_IP")) return again;
    this.tried.push(member);
    return pool.pick(client, this.tried) ?? again;
  }
}
