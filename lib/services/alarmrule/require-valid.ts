import { and, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmTargets } from "@/lib/db/schema";
import { type AlarmRule, eventSources } from "@/lib/model/alarm";
import { findAlarmMetric } from "@/lib/model/alarm-metric";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { AlarmObjects } from "./objects";

type Checked = Pick<AlarmRule, "source" | "metric" | "objectType" | "objectId" | "projectId" | "targetIds">;

/** Refuses what cannot be looked at, and targets of another project; answers the object's name, empty for all. */
export function requireValidRule(ctx: Context, tx: Reader, input: Checked): string {
  const { source, metric, objectType, objectId, projectId, targetIds } = input;
  if (source === "metric") {
    const known = findAlarmMetric(metric);
    if (known === undefined)
      throw invalidField("metric", rule(metric === "" ? "required" : "unknownMetric", { metric }));
    if (!known.objectTypes.includes(objectType)) throw invalidField("objectType", rule("metricObject", { metric }));
  } else if (eventSources[source].objectType !== objectType) throw invalidField("objectType", rule("invalid"));
  const targets = tx
    .select({ id: alarmTargets.id })
    .from(alarmTargets)
    .where(and(eq(alarmTargets.projectId, projectId), inArray(alarmTargets.id, targetIds)))
    .all();
  const unknown = targetIds.find((id) => !targets.some((target) => target.id === id));
  if (unknown !== undefined) {
    throw invalidField("targetIds", rule("unknownReference", { type: "alarmtarget", id: unknown }));
  }
  if (objectId === null) return "";
  const object = new AlarmObjects(ctx.db).find(projectId, objectType, objectId);
  if (object === undefined)
    throw invalidField("objectId", rule("unknownReference", { type: objectType, id: objectId }));
  return object.name;
}
