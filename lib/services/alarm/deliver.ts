import { and, asc, eq } from "drizzle-orm";
import { alarmNotices, alarmTargets } from "@/lib/db/schema";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import { send } from "@/lib/notify/send";
import type { AlarmTargetRow } from "../alarmtarget/find";
import { mayBeLocal } from "../alarmtarget/local";
import { unsealSecret } from "../alarmtarget/secret";
import type { Context } from "../context";

/** Targets that are talked to at one time. */
const mostAtOnce = 4;
const firstPauseMs = 10_000;
const longestPauseMs = 900_000;
/** About an hour with these pauses. */
const mostAttempts = 10;

/** Empties the queue: for each target in order, the oldest message until it is taken or given up. */
export class AlarmDeliverer {
  private readonly busy = new Set<string>();

  constructor(private readonly context: () => Context) {}

  /** Begins what is due; never waits for anybody. Resolves when that is done. */
  async tick(): Promise<void> {
    const ctx = this.context();
    const targets: AlarmTargetRow[] = ctx.db.select().from(alarmTargets).where(eq(alarmTargets.enabled, true)).all();
    const begun: Promise<void>[] = [];
    for (const target of targets) {
      if (this.busy.size >= mostAtOnce) break;
      if (this.busy.has(target.id)) continue;
      const notice = ctx.db
        .select()
        .from(alarmNotices)
        .where(eq(alarmNotices.targetId, target.id))
        .orderBy(asc(alarmNotices.id))
        .limit(1)
        .get();
      if (notice === undefined || notice.nextTryAt > ctx.now()) continue;
      this.busy.add(target.id);
      begun.push(this.attempt(ctx, target, notice).finally(() => this.busy.delete(target.id)));
    }
    await Promise.all(begun);
  }

  private async attempt(
    ctx: Context,
    target: AlarmTargetRow,
    notice: { id: number; attempts: number; message: AlarmMessage },
  ): Promise<void> {
    const error = await deliverTo(ctx, target, notice.message);
    const attempts = notice.attempts + 1;
    // Somebody may have switched the target off, or deleted it, meanwhile.
    const own = and(eq(alarmNotices.id, notice.id), eq(alarmNotices.targetId, target.id));
    if (error === "" || attempts >= mostAttempts) ctx.db.delete(alarmNotices).where(own).run();
    else {
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
      ctx.db
        .update(alarmNotices)
        .set({ attempts, nextTryAt: ctx.now() + pause })
        .where(own)
        .run();
    }
  }
}

/** Sends one message and keeps how it went with the target; answers what went wrong, or nothing. */
export async function deliverTo(ctx: Context, target: AlarmTargetRow, message: AlarmMessage): Promise<string> {
  const error = await attemptToSend(ctx, target, message);
  const at = ctx.now();
  const outcome = error === "" ? { lastAt: at, lastError: "" } : { lastError: error, lastErrorAt: at };
  ctx.db.update(alarmTargets).set(outcome).where(eq(alarmTargets.id, target.id)).run();
  ctx.engine.changed([{ type: "alarmtarget", id: target.id }]);
  return error;
}

async function attemptToSend(ctx: Context, target: AlarmTargetRow, message: AlarmMessage): Promise<string> {
  const secret = unsealSecret(target.id, target.sealed);
  if (secret === null) return "UNSEALED";
  const { channel, locale } = target;
  try {
    await send({ channel, secret, locale, message, now: ctx.now(), allowLocal: mayBeLocal(ctx.db) });
    return "";
  } catch (error) {
    return hide(error instanceof Error ? error.message : String(error), [secret.url, secret.secret]) || "FAILED";
  }
}

/** A server may repeat what it was sent. */
function hide(text: string, secrets: readonly string[]): string {
  return secrets
    .reduce((known, secret) => (secret === "" ? known : known.replaceAll(secret, "***")), text)
    .slice(0, 300);
}
