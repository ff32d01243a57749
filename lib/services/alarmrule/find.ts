import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmRules } from "@/lib/db/schema";
import type { AlarmRule } from "@/lib/model/alarm";
import { type Context, requireProject } from "../context";
import { notFound } from "../errors";

export type AlarmRuleRow = AlarmRule & { objectName: string };

/** One rule that the caller may see, or throws `notFound` or `forbidden`. */
export function findAlarmRule(ctx: Context, tx: Reader, id: string): AlarmRuleRow {
  const row: AlarmRuleRow | undefined = tx.select().from(alarmRules).where(eq(alarmRules.id, id)).get();
  if (row === undefined) throw notFound("alarmrule", id);
  requireProject(ctx, row.projectId);
  return row;
}
