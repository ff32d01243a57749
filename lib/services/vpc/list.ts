import { count } from "drizzle-orm";
import { loadBalancers, subnets, vpcs } from "@/lib/db/schema";
import type { Vpc, VpcView } from "@/lib/model/network";
import type { Context } from "../context";

/** All VPCs: networks are the installation's, not a project's. */
export function listVpcs(ctx: Context): Vpc[] {
  return ctx.db.select().from(vpcs).orderBy(vpcs.createdAt, vpcs.id).all();
}

/** The same with how much is in them. */
export function listVpcViews(ctx: Context): VpcView[] {
  const { db } = ctx;
  const subnetRows = db.select({ id: subnets.vpcId, n: count() }).from(subnets).groupBy(subnets.vpcId).all();
  const balancerRows = db
    .select({ id: loadBalancers.vpcId, n: count() })
    .from(loadBalancers)
    .groupBy(loadBalancers.vpcId)
    .all();
  const subnetsOf = new Map(subnetRows.map(({ id, n }) => [id, n]));
  const balancersOf = new Map(balancerRows.map(({ id, n }) => [id, n]));
  return listVpcs(ctx).map((vpc) => ({
    ...vpc,
    subnets: subnetsOf.get(vpc.id) ?? 0,
    loadBalancers: balancersOf.get(vpc.id) ?? 0,
  }));
}
