import { eq, sql } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { settings } from "@/lib/db/schema";
import type { TraceEvent, TraceRating } from "@/lib/model/trace";
import { recordGeneration } from "./configuration/record";
import type { Context } from "./context";
import type { Changed } from "./engine-view";
import { type ResourceType, ServiceError } from "./errors";
import { redact } from "./redact";
import { appendTrace } from "./trace/chain";

/** A running mutation: its transaction, its generation, and what it changed. */
export interface Mutation {
  tx: Reader;
  /** The generation that this mutation makes. */
  generation: number;
  at: number;
  changes: Changed[];
  /** The first event that it wrote; the history names the generation by it. */
  headline?: TraceEntry;
}

export interface TraceEntry {
  event: TraceEvent;
  resource: { type: ResourceType; id: string; name: string };
  projectId?: string;
  before?: unknown;
  after?: unknown;
  message?: string;
}

function writeTrace(tx: Reader, ctx: Context, entry: TraceEntry, rating: TraceRating): void {
  appendTrace(tx, {
    at: ctx.now(),
    event: entry.event,
    resourceType: entry.resource.type,
    resourceId: entry.resource.id,
    resourceName: entry.resource.name,
    userId: ctx.actor.id,
    userName: ctx.actor.name,
    rating,
    type: ctx.source,
    sourceIp: ctx.sourceIp,
    requestId: ctx.requestId,
    projectId: entry.projectId ?? projectOf(ctx, entry),
    before: redact(entry.before ?? null),
    after: redact(entry.after ?? null),
    message: entry.message ?? "",
  });
}

/**
 * Whose event it is where its service says nothing: that of the object, if it names one, so that an event of one project
 * is not told in another that an administrator happens to look at.
 */
function projectOf(ctx: Context, { resource, before, after }: TraceEntry): string {
  if (ctx.actor.projectId !== null) return ctx.projectId;
  const named = [resource.type === "project" ? resource.id : null, ownProject(after), ownProject(before)];
  return named.find((id) => typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)) ?? ctx.projectId;
}

function ownProject(row: unknown): string | null {
  const id = typeof row === "object" && row !== null && "projectId" in row ? row.projectId : null;
  return typeof id === "string" ? id : null;
}

/** Records one done operation in the same transaction as the operation, and tells the screens of it. */
export function emitTrace(mutation: Mutation, ctx: Context, entry: TraceEntry): void {
  writeTrace(mutation.tx, ctx, entry, "normal");
  mutation.headline ??= entry;
  mutation.changes.push({ type: entry.resource.type, id: entry.resource.id });
}

/** Records an operation that makes no new generation: on what runs, or on who is signed in. */
export function recordTrace(ctx: Context, entry: TraceEntry, tx: Reader = ctx.db): void {
  writeTrace(tx, ctx, entry, "normal");
}

/**
 * Runs one verb; its refusal or failure is recorded outside the transaction that it rolled back: as a `warning`, or as an
 * `incident` where nobody is there to see it.
 */
export function audited<Result>(
  ctx: Context,
  attempt: { event: TraceEvent; type: ResourceType; input: unknown; rating?: "warning" | "incident" },
  run: () => Result,
): Result {
  try {
    return run();
  } catch (error) {
    const message = error instanceof ServiceError ? `${error.code}: ${error.message}`.slice(0, 500) : "internal";
    const { id, name } = identity(attempt.input);
    const entry = { event: attempt.event, resource: { type: attempt.type, id, name }, after: attempt.input, message };
    writeTrace(ctx.db, ctx, entry, attempt.rating ?? "warning");
    throw error;
  }
}

function identity(input: unknown): { id: string; name: string } {
  const fields = typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {};
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, 255) : "");
  return { id: text(fields.id), name: text(fields.name) };
}

/** One transaction that makes a new generation; the engine and the screens hear of it after the commit. */
export function withTransaction<Result>(ctx: Context, run: (mutation: Mutation) => Result): Result {
  const changes: Changed[] = [];
  const result = ctx.db.transaction(
    (tx) => {
      const mutation: Mutation = { tx, generation: bumpGeneration(tx), at: ctx.now(), changes };
      const made = run(mutation);
      recordGeneration(ctx, mutation);
      return made;
    },
    { behavior: "immediate" },
  );
  ctx.engine.changed(changes);
  return result;
}

function bumpGeneration(tx: Reader): number {
  const row = tx
    .update(settings)
    .set({ value: sql`${settings.value} + 1` })
    .where(eq(settings.key, "generation"))
    .returning({ value: settings.value })
    .get();
  return Number(row?.value);
}
