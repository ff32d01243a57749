import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type * as z from "zod";
import { subnets } from "@/lib/db/schema";
import { type Cidr, cidrsOverlap, parseCidr } from "@/lib/model/address";
import { CreateSubnetInput, type Subnet } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { requireWholeView } from "../configuration/require-whole-view";
import { type Context, requireRole } from "../context";
import { invalidField, ServiceError } from "../errors";
import { findVpc } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Creates a subnet inside its VPC; subnets of one VPC do not overlap. */
export function createSubnet(ctx: Context, raw: CreateSubnetInput): Subnet {
  return audited(ctx, { event: "create subnet", type: "subnet", input: raw }, () => {
    requireRole(ctx, "operator");
    requireWholeView(ctx);
    const input = parse(CreateSubnetInput, raw);
    return withTransaction(ctx, (mutation) => insertSubnet(ctx, mutation, input));
  });
}

/** The same inside a transaction. */
export function insertSubnet(ctx: Context, mutation: Mutation, input: z.output<typeof CreateSubnetInput>): Subnet {
  const { tx, at } = mutation;
  const vpc = findVpc(tx, input.vpcId);
  requireInside(input.cidr, vpc.cidr);
  requireNoOverlap(mutation, input);
  const subnet: Subnet = { ...input, id: randomUUID(), createdAt: at };
  tx.insert(subnets).values(subnet).run();
  emitTrace(mutation, ctx, {
    event: "create subnet",
    resource: { type: "subnet", id: subnet.id, name: subnet.name },
    after: subnet,
  });
  return subnet;
}

function rangeOf(cidr: string): Cidr {
  const range = parseCidr(cidr);
  if (range === null) throw invalidField("cidr", rule("cidr"));
  return range;
}

export function requireInside(cidr: string, vpcCidr: string): void {
  const inner = rangeOf(cidr);
  const outer = rangeOf(vpcCidr);
  if (inner.first < outer.first || inner.last > outer.last) {
    throw invalidField("cidr", rule("subnetOutsideVpc", { cidr: vpcCidr }));
  }
}

export function requireNoOverlap(
  { tx }: Pick<Mutation, "tx">,
  input: { vpcId: string; cidr: string; id?: string },
): void {
  const others = tx.select().from(subnets).where(eq(subnets.vpcId, input.vpcId)).all();
  const other = others.find((row) => row.id !== input.id && cidrsOverlap(rangeOf(row.cidr), rangeOf(input.cidr)));
  if (other === undefined) return;
  const broken = rule("subnetOverlaps", { name: other.name, cidr: other.cidr });
  throw new ServiceError("conflict", { rule: broken, fields: [{ path: "cidr", rule: broken }] });
}
