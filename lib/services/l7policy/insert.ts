import { randomUUID } from "node:crypto";
import { type L7PolicyRow, type ListenerRow, toL7Policy } from "@/lib/db/mappers";
import { l7Policies } from "@/lib/db/schema";
import { type CreateL7PolicyInput, normalTarget } from "@/lib/model/l7policy";
import { generateName } from "@/lib/model/text";
import type { Context } from "../context";
import { insertRule } from "../l7rule/insert";
import { emitTrace, type Mutation } from "../mutation";
import { touchListener } from "../touch";
import { placePolicy } from "./positions";
import { requireHttp, requireRoom, requireTarget, requireUnlike } from "./requirements";

type NewPolicy = ReturnType<typeof CreateL7PolicyInput.parse>;

/** Writes a policy with its rules inside a transaction. */
export function insertPolicy(
  ctx: Context,
  mutation: Mutation,
  listener: ListenerRow,
  projectId: string,
  { position, rules, ...input }: NewPolicy,
): L7PolicyRow {
  requireHttp(listener);
  requireRoom(mutation, listener.id);
  const row: L7PolicyRow = {
    ...input,
    ...normalTarget(input),
    id: randomUUID(),
    position: 0,
    createdAt: mutation.at,
    updatedAt: null,
    generation: mutation.generation,
  };
  if (row.name === "" && ctx.source !== "ApiCall") {
    row.name = generateName(row.action === "REDIRECT_TO_LISTENER" ? "redirect" : "forwarding_policy");
  }
  requireTarget(mutation, listener, row);
  requireUnlike(mutation, listener.id, row.id, rules);
  mutation.tx.insert(l7Policies).values(row).run();
  row.position = placePolicy(mutation, listener.id, row.id, position);
  touchListener(mutation, listener);
  emitTrace(mutation, ctx, {
    event: "create forwarding policy",
    resource: { type: "l7policy", id: row.id, name: row.name },
    projectId,
    after: toL7Policy(row),
  });
  for (const [index, each] of rules.entries()) insertRule(ctx, mutation, row, projectId, each, `rules.${index}.`);
  return row;
}
