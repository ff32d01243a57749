import { eq } from "drizzle-orm";
import { members } from "@/lib/db/schema";
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
      if (!isLayer4(row.protocol)) return found;
      return { ...found, metrics: found.metrics.filter((key) => metricOf(key).layer7 !== true) };
    }
    case "pool": {
      const { row, parent } = findPool(ctx, db, id);
      return subject(row, under(parent));
    }
    case "member": {
      const poolId = db.select({ poolId: members.poolId }).from(members).where(eq(members.id, id)).get()?.poolId;
      if (poolId === undefined) throw notFound("member", id);
      const { row, parent } = findMember(ctx, db, poolId, id);
      return subject(row, under(parent), poolId);
    }
    case "eip": {
      const row = findEip(ctx, db, id);
      return subject({ id, name: row.address }, row);
    }
  }
}

function under({ id, projectId }: { id: string; projectId: string }) {
  return { projectId, loadBalancerId: id };
}
