import type { ConfigurationRow } from "@/lib/db/configuration-tables";
import type { ConfigurationSection } from "@/lib/model/configuration";
import { type Context, requireProject } from "../context";
import { rowChanges } from "./diff";
import { requireWholeView } from "./require-whole-view";
import type { ConfigurationState } from "./state";

/** Properties of a row that name what it is under. */
const parents: Readonly<Record<string, ConfigurationSection>> = {
  loadBalancerId: "loadBalancers",
  listenerId: "listeners",
  poolId: "pools",
  policyId: "l7Policies",
  scalingGroupId: "scalingGroups",
  groupId: "logGroups",
  streamId: "logStreams",
};

/** The projects that a row belongs to by itself or by what it is under; none: it is the installation's. */
function ownersOf(state: ConfigurationState, row: ConfigurationRow): string[] {
  if (typeof row.projectId === "string") return [row.projectId];
  return Object.entries(parents).flatMap(([property, section]) => {
    const parent = typeof row[property] === "string" ? state.get(section)?.get(row[property]) : undefined;
    return parent === undefined ? [] : ownersOf(state, parent);
  });
}

/**
 * Whoever sees one project only changes nothing else, however old the event is from which he takes it: an object may
 * have come to another project since.
 */
export function requireOwn(ctx: Context, current: ConfigurationState, target: ConfigurationState): void {
  if (ctx.actor.projectId === null) return;
  for (const { before, after } of rowChanges(current, target)) {
    const owners = [
      ...(before === undefined ? [] : ownersOf(current, before)),
      ...(after === undefined ? [] : ownersOf(target, after)),
    ];
    if (owners.length === 0) requireWholeView(ctx);
    for (const owner of owners) requireProject(ctx, owner);
  }
}
