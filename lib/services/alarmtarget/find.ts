import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmTargets } from "@/lib/db/schema";
import type { AlarmTarget } from "@/lib/model/alarm-target";
import { type Context, requireProject } from "../context";
import { notFound } from "../errors";

export type AlarmTargetRow = AlarmTarget & { sealed: string };

/** One target that the caller may see, or throws `notFound` or `forbidden`. */
export function findAlarmTarget(ctx: Context, tx: Reader, id: string): AlarmTargetRow {
  const row: AlarmTargetRow | undefined = tx.select().from(alarmTargets).where(eq(alarmTargets.id, id)).get();
  if (row === undefined) throw notFound("alarmtarget", id);
  requireProject(ctx, row.projectId);
  return row;
}

/** Without its secrets, for screens and the audit. */
export function shownTarget(row: AlarmTargetRow): AlarmTarget {
  const { sealed, ...target } = row;
  void sealed;
  return target;
}
