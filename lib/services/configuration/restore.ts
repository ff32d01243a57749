import { type ConfigurationDiff, RestoreInput } from "@/lib/model/configuration";
import { type Context, requireRole } from "../context";
import { audited } from "../mutation";
import { parse } from "../parse";
import { applyState, tryState } from "./apply";
import { awaitConfirmation, requireNonePending } from "./confirmation";
import { describeChanges } from "./diff";
import { requireWholeView } from "./require-whole-view";
import { stateAt } from "./state";

/** Makes the configuration of an earlier generation the newest: a change of its own, checked by every rule. */
export function restoreGeneration(ctx: Context, raw: RestoreInput): { generation: number; diff: ConfigurationDiff } {
  return audited(ctx, { event: "restore configuration", type: "configuration", input: raw }, () => {
    requireRole(ctx, "admin");
    requireWholeView(ctx);
    const { generation, confirmWithin } = parse(RestoreInput, raw);
    requireNonePending(ctx.db);
    const made = applyState(ctx, {
      target: stateAt(ctx.db, generation),
      event: "restore configuration",
      after: { generation, confirmWithin },
      also: (mutation) => confirmWithin !== null && awaitConfirmation(ctx, mutation, confirmWithin),
    });
    return { generation: made.generation, diff: describeChanges(made.changes) };
  });
}

/** What a restore would change, or why it would be refused; nothing is changed. */
export function previewRestore(ctx: Context, raw: { generation: number }): ConfigurationDiff {
  requireRole(ctx, "admin");
  requireWholeView(ctx);
  const { generation } = parse(RestoreInput, raw);
  const target = stateAt(ctx.db, generation);
  return describeChanges(tryState(ctx, { target, event: "restore configuration", after: { generation } }));
}
