import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { vpcs } from "@/lib/db/schema";
import { CreateVpcInput, type Vpc } from "@/lib/model/network";
import { requireWholeView } from "../configuration/require-whole-view";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeName } from "./require-free-name";

export function createVpc(ctx: Context, raw: CreateVpcInput): Vpc {
  return audited(ctx, { event: "create vpc", type: "vpc", input: raw }, () => {
    requireRole(ctx, "operator");
    requireWholeView(ctx);
    const input = parse(CreateVpcInput, raw);
    return withTransaction(ctx, (mutation) => insertVpc(ctx, mutation, input));
  });
}

/** The same inside a transaction. */
export function insertVpc(ctx: Context, mutation: Mutation, input: z.output<typeof CreateVpcInput>): Vpc {
  const { tx, at } = mutation;
  requireFreeName(tx, input.name);
  const vpc: Vpc = { ...input, id: randomUUID(), createdAt: at };
  tx.insert(vpcs).values(vpc).run();
  emitTrace(mutation, ctx, { event: "create vpc", resource: { type: "vpc", id: vpc.id, name: vpc.name }, after: vpc });
  return vpc;
}
