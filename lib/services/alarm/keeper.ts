import { eq } from "drizzle-orm";
import { alarmRules } from "@/lib/db/schema";
import type { AlarmObject } from "@/lib/model/alarm";
import type { AlarmRuleRow } from "../alarmrule/find";
import { AlarmObjects } from "../alarmrule/objects";
import type { Context } from "../context";
import { evaluateRule } from "./evaluate-rule";
import { LostLines } from "./lost-lines";
import type { MetricReader } from "./read-value";

export interface MetricSource {
  read: MetricReader;
  /** Until when readings are whole, ms of the epoch. */
  until: (ctx: Context) => number;
}

/** How long after a period's end its last point is waited for: then nothing was read. */
const patienceMs = 45_000;
/** Objects that one tick looks at. */
const mostEachTick = 2_000;
/** What happens is looked at more often than once a minute: nobody waits for a point. */
const standardEventStepMs = 10_000;

/**
 * Looks at each rule once a period. Level-triggered: every tick asks what is due now, so that a tick that came late or
 * not at all does no harm. What is known is stored; a process that begins goes on from there.
 */
export class AlarmKeeper {
  /** End of the span that each rule is done with. */
  private readonly done = new Map<string, { until: number; changedAt: number | null }>();
  /** Rule that the next tick begins with, so that none waits for ever. */
  private next = 0;
  private readonly lostLines = new LostLines();

  constructor(
    private readonly context: () => Context,
    private readonly metrics: MetricSource,
    private readonly eventStepMs = standardEventStepMs,
  ) {}

  tick(): void {
    const ctx = this.context();
    const rules: AlarmRuleRow[] = ctx.db.select().from(alarmRules).where(eq(alarmRules.enabled, true)).all();
    const known = new Set(rules.map(({ id }) => id));
    for (const id of this.done.keys()) if (!known.has(id)) this.done.delete(id);
    const objects = new AlarmObjects(ctx.db);
    const readyUntil = rules.some(isMeasured) ? this.metrics.until(ctx) : 0;
    const changed: string[] = [];
    let left = mostEachTick;
    const first = this.next;
    for (let turn = 0; turn < rules.length && left > 0; turn++) {
      this.next = (first + turn) % rules.length;
      const rule = rules[this.next] as AlarmRuleRow;
      const span = this.spanOf(rule, ctx.now(), readyUntil);
      if (span === null) continue;
      const before = this.done.get(rule.id);
      if (before?.until === span.until && before.changedAt === rule.updatedAt) continue;
      const result = evaluateRule(ctx, {
        rule,
        objects: objectsOf(objects, rule),
        span,
        most: left,
        resumed: before === undefined,
        readers: { readMetric: this.metrics.read, lostLines: this.lostLines },
      });
      left -= result.looked;
      if (result.done) this.done.set(rule.id, { until: span.until, changedAt: rule.updatedAt });
      if (result.changed) changed.push(rule.id);
    }
    if (changed.length > 0) ctx.engine.changed(changed.map((id) => ({ type: "alarmrule", id })));
  }

  /** The newest period that is over; null while its last points may still come. */
  private spanOf(rule: AlarmRuleRow, now: number, readyUntil: number): { from: number; until: number } | null {
    const lengthMs = rule.periodS * 1000;
    const measured = isMeasured(rule);
    const step = measured ? lengthMs : this.eventStepMs;
    const until = Math.floor(now / step) * step;
    if (measured && readyUntil < until && now < until + patienceMs) return null;
    return { from: until - lengthMs, until };
  }
}

/** Read from points, which come after their period; the rest is read as it is now. */
function isMeasured({ source }: AlarmRuleRow): boolean {
  return source === "metric" || source === "bandwidthSaturated";
}

function objectsOf(objects: AlarmObjects, { projectId, objectType, objectId }: AlarmRuleRow): AlarmObject[] {
  if (objectId === null) return objects.all(projectId, objectType);
  const one = objects.find(projectId, objectType, objectId);
  return one === undefined ? [] : [one];
}
