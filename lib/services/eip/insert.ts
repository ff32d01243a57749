import { randomUUID } from "node:crypto";
import { eips } from "@/lib/db/schema";
import type { Eip } from "@/lib/model/network";
import { takePublicAddress } from "../addresses";
import type { Context } from "../context";
import { emitTrace, type Mutation } from "../mutation";

/** Gives a new EIP out of the pool, inside a transaction. */
export function insertEip(
  ctx: Context,
  mutation: Mutation,
  fields: Omit<Eip, "id" | "address" | "createdAt"> & { address: string | null },
): Eip {
  const { tx, at } = mutation;
  const eip: Eip = { ...fields, id: randomUUID(), address: takePublicAddress(tx, fields.address), createdAt: at };
  tx.insert(eips).values(eip).run();
  emitTrace(mutation, ctx, {
    event: "create eip",
    resource: { type: "eip", id: eip.id, name: eip.address },
    projectId: eip.projectId,
    after: eip,
  });
  return eip;
}
