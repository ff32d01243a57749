import { randomUUID } from "node:crypto";
import { eipPools } from "@/lib/db/schema";
import { type Cidr, cidrsOverlap, numberToIpv4, parseCidr } from "@/lib/model/address";
import { addAddressCommand, CreateEipPoolInput, type EipPool, isHostRange } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField, ServiceError } from "../errors";
import { addsMissingAddresses } from "../hostaddress/settings";
import { listHostAddresses } from "../hostaddress/list";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Adds a range to the EIP pool: one address of the host, or a network of them. Ranges do not overlap. */
export function createEipPool(ctx: Context, raw: CreateEipPoolInput): EipPool {
  return audited(ctx, { event: "create eip pool", type: "eippool", input: raw }, () => {
    requireRole(ctx, "admin");
    const { cidr, unchecked } = parse(CreateEipPoolInput, raw);
    return withTransaction(ctx, (mutation) => {
      if (!unchecked && !addsMissingAddresses(mutation.tx)) requireOnHost(ctx, cidr);
      return insertEipPool(ctx, mutation, cidr);
    });
  });
}

/** The same inside a transaction, of a range that is known to be the host's. */
export function insertEipPool(ctx: Context, mutation: Mutation, cidr: string): EipPool {
  requireNoOverlap(mutation, { cidr });
  const pool: EipPool = { id: randomUUID(), cidr, createdAt: mutation.at };
  mutation.tx.insert(eipPools).values(pool).run();
  emitTrace(mutation, ctx, {
    event: "create eip pool",
    resource: { type: "eippool", id: pool.id, name: cidr },
    after: pool,
  });
  return pool;
}

function rangeOf(cidr: string): Cidr {
  const range = parseCidr(cidr);
  if (range === null) throw invalidField("cidr", rule("cidr"));
  return range;
}

export function requireNoOverlap({ tx }: Pick<Mutation, "tx">, own: { cidr: string; id?: string }): void {
  const range = rangeOf(own.cidr);
  const other = tx
    .select()
    .from(eipPools)
    .all()
    .find((pool) => pool.id !== own.id && cidrsOverlap(rangeOf(pool.cidr), range));
  if (other === undefined) return;
  const broken = rule("eipPoolOverlaps", { cidr: other.cidr });
  throw new ServiceError("conflict", { rule: broken, fields: [{ path: "cidr", rule: broken }] });
}

/** An address that no interface has cannot be listened on; the refusal says what adds it. */
function requireOnHost(ctx: Context, cidr: string): void {
  const host = listHostAddresses(ctx);
  const range = rangeOf(cidr);
  if (isHostRange(host, range)) return;
  const address = numberToIpv4(range.prefix >= 31 ? range.first : range.first + 2);
  throw invalidField("cidr", rule("addressNotOnHost", { cidr, command: addAddressCommand(address, host) }));
}
