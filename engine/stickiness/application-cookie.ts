import type { LearnTable } from "./learn-table";
import type { Sticky } from "./sticky";

const longestValue = 1024;

/** A session that the other workers should know of. */
export interface Lesson {
  poolId: string;
  value: string;
  member: string;
}

/** The application's cookie (ST-03): who sets it, or first answers a request that brings it, keeps its session. */
export class ApplicationCookie implements Sticky {
  readonly readsAnswers = true;

  constructor(
    readonly cookieName: string,
    private readonly timeoutMs: number,
    private readonly poolId: string,
    private readonly table: LearnTable,
    private readonly teach: (lesson: Lesson) => void,
  ) {}

  memberOf(value: string, now: number): string | null {
    return value.length > longestValue ? null : this.table.find(value, now, this.timeoutMs);
  }

  peek(value: string, now: number): string | null {
    return value.length > longestValue ? null : this.table.peek(value, now);
  }

  answered(member: string, value: string | null, now: number): string {
    if (value !== null) this.learned(member, value, now);
    return "";
  }

  learned(member: string, value: string, now: number): void {
    if (value === "" || value.length > longestValue) return;
    if (this.table.learn(value, member, now, this.timeoutMs)) this.teach({ poolId: this.poolId, value, member });
  }

  /** Takes over what another worker has learned. */
  taught({ value, member }: Lesson, now: number): void {
    this.table.learn(value, member, now, this.timeoutMs);
  }
}
