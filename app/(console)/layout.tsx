import type { ReactNode } from "react";
import { Shell } from "@/components/nav/shell";
import { requireContext } from "@/lib/auth/request-context";
import { findEngineClient } from "@/lib/engine-client/instance";
import { listProjects } from "@/lib/services/project/list";
import { readQuotas } from "@/lib/services/project/quota";
import { readRegion } from "@/lib/services/region/read";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const { actor, engine, projectId } = ctx;
  const used = readQuotas(ctx).find(({ resource }) => resource === "loadbalancer")?.used;
  return (
    <Shell
      region={readRegion(ctx)}
      project={listProjects(ctx).find(({ id }) => id === projectId)?.name}
      user={{ name: actor.name, role: actor.role }}
      counts={used === undefined ? {} : { loadBalancers: { value: used } }}
      engine={{
        connected: engine.connected,
        running: engine.running,
        startedAt: findEngineClient()?.engineState?.startedAt ?? null,
      }}
    >
      {children}
    </Shell>
  );
}
