import type { PoolPlan } from "@/engine/plan/plan";
import { ApplicationCookie, type Lesson } from "./application-cookie";
import { BalancerCookie, defaultCookieName } from "./balancer-cookie";
import { LearnTable } from "./learn-table";
import type { Sticky } from "./sticky";

/** Session tables of a worker by pool: they outlive every plan. */
export class StickinessRegistry {
  private readonly tables = new Map<string, LearnTable>();
  private readonly learners = new Map<string, ApplicationCookie>();

  /**
   * @param secret mixed into the keys of balancer cookies; the same in all workers and after a restart.
   * @param teach tells the other workers of a new session.
   */
  constructor(
    private readonly secret: string,
    private readonly teach: (lesson: Lesson) => void,
  ) {}

  /** What keeps a pool's sessions, or null. Cookies go with round robin alone (ST-06, K-03). */
  build(pool: PoolPlan): Sticky | null {
    const { persistence } = pool;
    this.learners.delete(pool.id);
    if (persistence === null || pool.algorithm !== "ROUND_ROBIN") return null;
    const { cookieName, timeoutMs } = persistence;
    if (persistence.type === "HTTP_COOKIE") {
      const members = pool.members.map(({ key }) => key);
      return new BalancerCookie(cookieName ?? defaultCookieName, timeoutMs, `${this.secret} ${pool.id}`, members);
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
