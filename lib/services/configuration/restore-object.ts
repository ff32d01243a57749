import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Reader } from "@/lib/db/client";
import type { ConfigurationRow } from "@/lib/db/configuration-tables";
import { configurationGenerations, traces } from "@/lib/db/schema";
import type { ConfigurationDiff, ConfigurationSection } from "@/lib/model/configuration";
import { rule } from "@/lib/model/rule";
import { type Context, requireProject, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited } from "../mutation";
import { parse } from "../parse";
import { type Applying, applyState, tryState } from "./apply";
import { describeChanges, idOf, type RowChange } from "./diff";
import { requireOwn } from "./owners";
import { type ConfigurationState, changedRowsOf, readState, sorted } from "./state";

const Input = z.object({ traceId: z.string().max(64) });

/**
 * Makes the object of an audit event what it was before: its fields again, or it itself with all that was deleted along
 * with it. Refused where the event has no before, or where today's rules do not allow it.
 */
export function restoreObject(ctx: Context, raw: { traceId: string }): { generation: number; diff: ConfigurationDiff } {
  return audited(ctx, { event: "restore configuration", type: "configuration", input: raw }, () => {
    const { generation, changes } = applyState(ctx, readRestore(ctx, raw));
    return { generation, diff: describeChanges(changes) };
  });
}

/** What {@link restoreObject} would change, or why it would be refused. */
export function previewRestoreObject(ctx: Context, raw: { traceId: string }): ConfigurationDiff {
  return describeChanges(tryState(ctx, readRestore(ctx, raw)));
}

function readRestore(ctx: Context, raw: { traceId: string }): Applying {
  requireRole(ctx, "operator");
  const { traceId } = parse(Input, raw);
  const trace = ctx.db.select().from(traces).where(eq(traces.id, traceId)).get();
  if (trace === undefined) throw new ServiceError("notFound", { rule: rule("eventUnknown") });
  requireProject(ctx, trace.projectId);
  if (trace.rating !== "normal") throw refused(rule("restoreRefusedEvent"));
  const changes = changesOf(ctx.db, trace.requestId, trace.resourceId);
  const own = changes.find(({ after, before }) => idOf(after ?? before ?? {}) === trace.resourceId);
  if (own === undefined) throw refused(rule("restoreNotKept"));
  if (own.before === undefined) throw refused(rule("restoreOfCreation"));
  const wanted = own.after === undefined ? changes.filter(({ after }) => after === undefined) : [own];
  for (const change of wanted) requireAllowed(ctx, change);
  const current = readState(ctx.db);
  const target = withBefore(current, wanted);
  requireOwn(ctx, current, target);
  return {
    target,
    event: "restore configuration",
    after: { event: trace.event, eventId: trace.id, resource: trace.resourceName },
  };
}

/** What only administrators make only they bring back; nobody brings anything into another project than theirs. */
function requireAllowed(ctx: Context, { entry, before, after }: RowChange): void {
  const target = before?.target as { type?: unknown } | undefined;
  if (administrators.has(entry.section) || target?.type === "directory") requireRole(ctx, "admin");
  for (const row of [before, after]) {
    if (typeof row?.projectId === "string") requireProject(ctx, row.projectId);
  }
}

const administrators: ReadonlySet<string> = new Set(["settings", "projects", "quotas", "eipPools"]);

function refused(reason: string): ServiceError {
  return new ServiceError("conflict", { rule: reason });
}

/** The rows of the generation in which a request changed an object; a request may have made several. */
function changesOf(tx: Reader, requestId: string, id: string): RowChange[] {
  const generations = tx
    .select({ generation: configurationGenerations.generation })
    .from(configurationGenerations)
    .where(eq(configurationGenerations.requestId, requestId))
    .all();
  for (const { generation } of generations) {
    const changes = changedRowsOf(tx, generation);
    if (changes.some(({ after, before }) => idOf(after ?? before ?? {}) === id)) return changes;
  }
  return [];
}

function withBefore(current: ConfigurationState, changes: readonly RowChange[]): ConfigurationState {
  const state = new Map<ConfigurationSection, ReadonlyMap<string, ConfigurationRow>>(current);
  for (const { entry, id, before } of changes) {
    if (before === undefined) continue;
    const rows = new Map(state.get(entry.section)).set(id, before);
    state.set(entry.section, sorted(entry, rows.values()));
  }
  return state;
}
