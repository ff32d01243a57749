import { eq } from "drizzle-orm";
import { members, pools } from "@/lib/db/schema";
import { isLayer4 } from "@/lib/model/listener";
import { type MetricKind, metricOf, metricsOf } from "@/lib/model/metric-catalogue";
import type { MetricSubject } from "@/lib/model/metric-object";
import type { Context } from "../context";
import { notFound } from "../errors";
import { findEip, findListener, findLoadBalancer, findMember, findPool } from "../find";

/** What the caller may see, or `notFound` or `forbidden`. */
export function findMetricSubject(ctx: Context, { type, id }: { type: MetricKind; id: string }): MetricSubject {
  const { db } = ctx;
  const subject = (
    row: { id: string; name: string },
    { projectId, loadBalancerId }: { projectId: string; loadBalancerId: string | null },
    poolId: string | null = null,
  ) => ({
    type,
    id: row.id,
    name: row.name === "" ? row.id.slice(0, 8) : row.name,
    projectId,
    loadBalancerId,
    poolId,
    metrics: metricsOf(type),
  });
  switch (type) {
    case "loadbalancer": {
      const row = findLoadBalancer(ctx, db, id);
      return subject(row, under(row));
    }
    case "listener": {
      const { row, parent } = findListener(ctx, db, id);
      const found = subject(row, under(parent));
      return isLayer4(row.protocol) ? ofLayer4(found) : found;
    }
    case "pool": {
      const { row, parent } = findPool(ctx, db, id);
      const found = subject(row, under(parent));
      return row.protocol === "HTTP" ? found : ofLayer4(found);
    }
    case "member": {
      const pool = db
        .select({ id: pools.id, protocol: pools.protocol })
        .from(members)
        .innerJoin(pools, eq(pools.id, members.poolId))
        .where(eq(members.id, id))
        .get();
      if (pool === undefined) throw notFound("member", id);
      const { row, parent } = findMember(ctx, db, pool.id, id);
      const found = subject(row, under(parent), pool.id);
      return pool.protocol === "HTTP" ? found : ofLayer4(found);
    }
    case "eip": {
      const row = findEip(ctx, db, id);
      return subject({ id, name: row.address }, row);
    }
  }
}

function ofLayer4(subject: MetricSubject): MetricSubject {
  return { ...subject, metrics: subject.metrics.filter((key) => metricOf(key).layer7 !== true) };
}

function under({ id, projectId }: { id: string; projectId: string }) {
  return { projectId, loadBalancerId: id };
}
