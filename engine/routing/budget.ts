import type { RE2JS } from "re2js";

/** Texts up to here are matched without looking at the clock. */
export const shortText = 128;
/** Time in ms after which no further expression is tried on long texts; a hostile one needs about 50 ms for 8 kB. */
const budgetMs = 20;

/**
 * Bounds what expressions cost a request (threats: row 39). Matching is linear, but a listener may hold hundreds of
 * expressions and a client sends paths and headers of many kilobytes.
 */
export class Budget {
  /** An expression was not tried, for want of time: nothing that was found since counts. */
  isOver = false;
  private endsAt = 0;

  constructor(private readonly now: () => number) {}

  begin(): void {
    this.isOver = false;
    this.endsAt = 0;
  }

  /** Whether the expression matches `text`, all of it when `anchored` (K-25); false once the time is over. */
  matches(pattern: RE2JS, anchored: boolean, text: string): boolean {
    if (text.length > shortText && this.takesTooLong()) return false;
    return anchored ? pattern.testExact(text) : pattern.test(text);
  }

  private takesTooLong(): boolean {
    if (this.isOver) return true;
    const now = this.now();
    if (this.endsAt === 0) this.endsAt = now + budgetMs;
    else if (now > this.endsAt) this.isOver = true;
    return this.isOver;
  }
}
