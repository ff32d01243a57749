import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { vpcs } from "@/lib/db/schema";
import { CreateVpcInput, type Vpc } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

export function createVpc(ctx: Context, raw: CreateVpcInput): Vpc {
  return audited(ctx, { event: "create vpc", type: "vpc", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateVpcInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      if (tx.select().from(vpcs).where(eq(vpcs.name, input.name)).get() !== undefined) {
        const broken = rule("nameInUse", { name: input.name });
        throw new ServiceError("conflict", { rule: broken, fields: [{ path: "name", rule: broken }] });
      }
      const vpc: Vpc = { ...input, id: randomUUID(), createdAt: at };
      tx.insert(vpcs).values(vpc).run();
      emitTrace(mutation, ctx, {
        event: "create vpc",
        resource: { type: "vpc", id: vpc.id, name: vpc.name },
        after: vpc,
      });
      return vpc;
    });
  });
}
