import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { settings } from "@/lib/db/schema";
import type { PendingConfirmation, UndoRefusal } from "@/lib/model/configuration";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { readSetting } from "../settings";
import { applyState } from "./apply";
import { stateAt } from "./state";

/** In the database: a restart of the console forgets nothing. */
const key = "pendingConfirmation";

export function readPending(tx: Reader): PendingConfirmation | null {
  return readSetting(tx, key) as PendingConfirmation | null;
}

/** What waits to be confirmed, for those who may see the whole configuration. */
export function pendingConfirmation(ctx: Context): PendingConfirmation | null {
  return ctx.actor.projectId === null ? readPending(ctx.db) : null;
}

/** One at a time: what is undone must be known. */
export function requireNonePending(tx: Reader): void {
  const pending = readPending(tx);
  if (pending === null) return;
  throw new ServiceError("conflict", { rule: rule("confirmationPending", { generation: pending.generation }) });
}

/** Has the change of this mutation undone at its time, unless {@link confirmConfiguration} comes first. */
export function awaitConfirmation(ctx: Context, { tx, generation, at }: Mutation, minutes: number): void {
  const value: PendingConfirmation = {
    generation,
    previous: generation - 1,
    deadline: at + minutes * 60_000,
    userName: ctx.actor.name,
  };
  keep(tx, value);
}

function keep(tx: Reader, value: PendingConfirmation): void {
  tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
}

function forget({ tx }: Pick<Mutation, "tx">): void {
  tx.delete(settings).where(eq(settings.key, key)).run();
}

/** Keeps what was restored or imported. */
export function confirmConfiguration(ctx: Context): void {
  audited(ctx, { event: "confirm configuration", type: "configuration", input: {} }, () => {
    requireRole(ctx, "admin");
    withTransaction(ctx, (mutation) => {
      const pending = need(mutation.tx);
      forget(mutation);
      emitTrace(mutation, ctx, {
        event: "confirm configuration",
        resource: { type: "configuration", id: String(pending.generation), name: "" },
        after: { generation: pending.generation },
      });
    });
  });
}

/** Brings back what was in force before, all that was changed since then with it. */
export function undoConfiguration(ctx: Context, rating: "warning" | "incident" = "warning"): void {
  const input = { id: String(readPending(ctx.db)?.generation ?? "") };
  audited(ctx, { event: "undo configuration", type: "configuration", input, rating }, () => {
    requireRole(ctx, "admin");
    const { generation, previous } = need(ctx.db);
    applyState(ctx, {
      target: stateAt(ctx.db, previous),
      event: "undo configuration",
      after: { generation, restored: previous },
      anyway: true,
      also: forget,
    });
  });
}

function need(tx: Reader): PendingConfirmation {
  const pending = readPending(tx);
  if (pending === null) throw new ServiceError("conflict", { rule: rule("nothingToConfirm") });
  return pending;
}

/**
 * Undoes what nobody confirmed in time; called again and again. What cannot be undone is tried once and stays in force,
 * with an incident in the audit and the reason for all to see, until an administrator confirms it or has it undone.
 */
export function undoOverdue(ctx: Context, log: (message: string) => void): void {
  const pending = readPending(ctx.db);
  if (pending === null || pending.refused !== undefined || ctx.now() < pending.deadline) return;
  try {
    undoConfiguration(ctx, "incident");
    log(`configuration: generation ${pending.generation} was not confirmed and is undone`);
  } catch (error) {
    keep(ctx.db, { ...pending, refused: { at: ctx.now(), ...reasonOf(error) } });
    log(`configuration: generation ${pending.generation} could not be undone: ${String(error)}`);
  }
}

const told: readonly string[] = [
  "conflict",
  "invalid",
  "protected",
  "quota",
  "unavailable",
] satisfies UndoRefusal["code"][];

function reasonOf(error: unknown): Pick<UndoRefusal, "code" | "rule"> {
  if (!(error instanceof ServiceError) || !told.includes(error.code)) return { code: "internal", rule: "" };
  // Of several objects that break a rule the first stands for all: the event names them.
  return { code: error.code as UndoRefusal["code"], rule: error.rule ?? error.fields[0]?.rule ?? "" };
}
