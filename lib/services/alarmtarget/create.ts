import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { alarmTargets } from "@/lib/db/schema";
import { type AlarmTarget, CreateAlarmTargetInput } from "@/lib/model/alarm-target";
import { rule } from "@/lib/model/rule";
import { type Context, requireProject, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { type AlarmTargetRow, shownTarget } from "./find";
import { sealSecret } from "./secret";

const maxTargets = 50;

/** Somebody to tell of alarms, by mail or hook (MO-02). */
export function createAlarmTarget(ctx: Context, raw: CreateAlarmTargetInput): AlarmTarget {
  return audited(ctx, { event: "create alarm target", type: "alarmtarget", input: withoutUrl(raw) }, () => {
    requireRole(ctx, "operator");
    const { url = "", secret = "", ...input } = parse(CreateAlarmTargetInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const owned = eq(alarmTargets.projectId, projectId);
      const held = tx.select({ n: count() }).from(alarmTargets).where(owned).get()?.n ?? 0;
      if (held >= maxTargets) {
        throw new ServiceError("conflict", { rule: rule("tooManyAlarmTargets", { max: maxTargets }) });
      }
      const id = randomUUID();
      const row: AlarmTargetRow = {
        ...input,
        ...sealSecret(id, input.channel, { url, secret }),
        id,
        projectId,
        createdAt: at,
        updatedAt: null,
        lastAt: null,
        lastError: "",
        lastErrorAt: null,
      };
      tx.insert(alarmTargets).values(row).run();
      emitTrace(mutation, ctx, {
        event: "create alarm target",
        resource: { type: "alarmtarget", id, name: row.name },
        projectId,
        after: shownTarget(row),
      });
      return shownTarget(row);
    });
  });
}

/** Addresses of hooks hold a key; no audit keeps them. */
export function withoutUrl(raw: object): object {
  return "url" in raw ? { ...raw, url: "***" } : raw;
}
