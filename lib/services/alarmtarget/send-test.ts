import { randomUUID } from "node:crypto";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import { DeleteAlarmTargetInput } from "@/lib/model/alarm-target";
import { deliverTo } from "../alarm/deliver";
import { type Context, requireRole } from "../context";
import { recordTrace } from "../mutation";
import { parse } from "../parse";
import { findAlarmTarget } from "./find";

/** Sends a message now; answers what the other side said, empty when it took the message. */
export async function testAlarmTarget(ctx: Context, raw: { id: string }): Promise<string> {
  requireRole(ctx, "operator");
  const { id } = parse(DeleteAlarmTargetInput, raw);
  const target = findAlarmTarget(ctx, ctx.db, id);
  const resource = { type: "alarmtarget", id, name: target.name } as const;
  recordTrace(ctx, { event: "test alarm target", resource, projectId: target.projectId });
  return deliverTo(ctx, target, testMessage(ctx.now()));
}

function testMessage(at: number): AlarmMessage {
  const rule: AlarmMessage["rule"] = {
    id: "",
    name: "",
    level: "informational",
    source: "engineDown",
    metric: "",
    statistic: "max",
    periodS: 60,
    operator: ">=",
    threshold: 0,
    count: 1,
    objectType: "engine",
  };
  return { id: randomUUID(), kind: "test", at, rule, objects: [], more: 0 };
}
