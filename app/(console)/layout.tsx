import type { ReactNode } from "react";
import { PendingBanner } from "@/components/configuration/pending-banner";
import { ListPreferencesProvider } from "@/components/data-table/list-preferences";
import type { NavCounts } from "@/components/nav/nav-counts";
import { Shell } from "@/components/nav/shell";
import { requireContext } from "@/lib/auth/request-context";
import { findEngineClient } from "@/lib/engine-client/instance";
import { countFiringAlarms } from "@/lib/services/alarm/firing";
import { pendingConfirmation } from "@/lib/services/configuration/confirmation";
import { countLoadBalancers } from "@/lib/services/loadbalancer/list";
import { readListPreferences } from "@/lib/services/preferences/read";
import { listProjects } from "@/lib/services/project/list";
import { readRegion } from "@/lib/services/region/read";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const { actor, engine, shownProjectId } = ctx;
  return (
    <Shell
      region={readRegion(ctx)}
      projects={{
        projects: listProjects(ctx).map(({ id, name }) => ({ id, name })),
        shownId: actor.projectId ?? shownProjectId,
      }}
      user={{ name: actor.name, role: actor.role }}
      counts={{ loadBalancers: { value: countLoadBalancers(ctx) }, ...firingCount(countFiringAlarms(ctx)) }}
      banner={
        <PendingBanner
          initial={{ data: { pending: pendingConfirmation(ctx) }, readAt: ctx.now() }}
          canAct={actor.role === "admin"}
        />
      }
      engine={{
        connected: engine.connected,
        running: engine.running,
        startedAt: findEngineClient()?.engineState?.startedAt ?? null,
      }}
    >
      <ListPreferencesProvider initial={readListPreferences(ctx)}>{children}</ListPreferencesProvider>
    </Shell>
  );
}

/** Nothing while nothing is wrong. */
function firingCount(firing: number): NavCounts {
  return firing === 0 ? {} : { alarms: { value: firing, bad: true } };
}
