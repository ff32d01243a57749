import { hashText } from "@/engine/balancing/hash";
import type { PoolPlan } from "@/engine/plan/plan";
import { sharedNow } from "@/engine/sys/shared-clock";
import { ApplicationCookie, type Lesson } from "./application-cookie";
import { BalancerCookie, defaultCookieName } from "./balancer-cookie";
import { LearnTable } from "./learn-table";
import type { SourceSessions } from "./source-sessions";
import type { Sticky } from "./sticky";

/** Session tables of a worker by pool: they outlive every plan. */
export class StickinessRegistry {
  private readonly tables = new Map<string, LearnTable>();
  private readonly learners = new Map<string, ApplicationCookie>();

  /**
   * @param secret mixed into the keys of balancer cookies; the same in all workers and after a restart.
   * @param teach tells the other workers of a new session.
   * @param cookies sessions by the balancer's cookie that clients brought back, of all workers, to be counted.
   */
  constructor(
    private readonly secret: string,
    private readonly teach: (lesson: Lesson) => void,
    private readonly cookies: SourceSessions,
  ) {}

  /** What keeps a pool's sessions, or null. Cookies go with round robin alone (ST-06, K-03). */
  build(pool: PoolPlan): Sticky | null {
    const { persistence } = pool;
    this.learners.delete(pool.id);
    if (persistence === null || pool.algorithm !== "ROUND_ROBIN") return null;
    const { cookieName, timeoutMs } = persistence;
    if (persistence.type === "HTTP_COOKIE") {
      const rows = new Map(pool.members.map(({ key, slot }) => [key, slot]));
      const group = hashText(pool.id);
      const key = `${this.secret} ${pool.id}`;
      return new BalancerCookie(
        cookieName ?? defaultCookieName,
        timeoutMs,
        key,
        [...rows.keys()],
        (session, member, leftMs) =>
          this.cookies.keep(
            group,
            session,
            rows.get(member) ?? -1,
            Math.floor(sharedNow() / 1000),
            Math.ceil(leftMs / 1000),
          ),
      );
    }
    if (persistence.type !== "APP_COOKIE" || cookieName === null) return null;
    const table = this.tables.get(pool.id) ?? new LearnTable();
    this.tables.set(pool.id, table);
    const learner = new ApplicationCookie(cookieName, timeoutMs, pool.id, table, this.teach);
    this.learners.set(pool.id, learner);
    return learner;
  }

  /** Forgets the sessions of a pool that is gone. */
  forget(poolId: string): void {
    this.tables.delete(poolId);
    this.learners.delete(poolId);
  }

  /** Sessions of a pool by the application's cookie, by member's key, as far as this worker knows of them. */
  count(poolId: string, now: number): ReadonlyMap<string, number> {
    return this.tables.get(poolId)?.count(now) ?? new Map<string, number>();
  }

  taught(lesson: Lesson, now: number): void {
    this.learners.get(lesson.poolId)?.taught(lesson, now);
  }
}
