import { count } from "drizzle-orm";
import { loadBalancers, subnets, vpcs } from "@/lib/db/schema";
import { type SubnetView, usableAddresses } from "@/lib/model/network";
import type { Context } from "../context";
import { notFound } from "../errors";

/** Subnets of one VPC or of all, in order of creation. */
export function listSubnets(ctx: Context, filter: { vpcId?: string } = {}): SubnetView[] {
  const used = new Map(
    ctx.db
      .select({ id: loadBalancers.subnetId, n: count() })
      .from(loadBalancers)
      .groupBy(loadBalancers.subnetId)
      .all()
      .map((row) => [row.id, row.n]),
  );
  const networks = new Map(
    ctx.db
      .select()
      .from(vpcs)
      .all()
      .map((row) => [row.id, row]),
  );
  return ctx.db
    .select()
    .from(subnets)
    .orderBy(subnets.createdAt, subnets.id)
    .all()
    .filter((row) => filter.vpcId === undefined || row.vpcId === filter.vpcId)
    .map((row) => ({
      ...row,
      vpcName: networks.get(row.vpcId)?.name ?? "",
      vpcCidr: networks.get(row.vpcId)?.cidr ?? "",
      usedAddresses: used.get(row.id) ?? 0,
      size: usableAddresses(row.cidr),
    }));
}

export function getSubnet(ctx: Context, id: string): SubnetView {
  const subnet = listSubnets(ctx).find((row) => row.id === id);
  if (subnet === undefined) throw notFound("subnet", id);
  return subnet;
}
