"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ServerUse } from "@/lib/model/server";

/** The groups that use a server, linked, with the ports that it has there. */
export function GroupLinks({ uses }: { uses: readonly ServerUse[] }) {
  const t = useTranslations("server");
  const groups = new Map<string, { pool: ServerUse["pool"]; ports: number[] }>();
  for (const { pool, port } of uses) {
    const group = groups.get(pool.id);
    if (group === undefined) groups.set(pool.id, { pool, ports: [port] });
    else group.ports.push(port);
  }
  return (
    <span className="flex flex-wrap gap-x-3">
      {[...groups.values()].map(({ pool, ports }) => (
        <span key={pool.id}>
          <Link href={`/load-balancers/${pool.loadBalancerId}/groups/${pool.id}`} className="text-link">
            {pool.name}
          </Link>{" "}
          <span className="text-xs text-faint-foreground">{t("ports", { ports: ports.join(", ") })}</span>
        </span>
      ))}
    </span>
  );
}
