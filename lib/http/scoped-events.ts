import type { LiveEvent } from "@/lib/engine-client/event-hub";
import type { LiveEngine, LiveWindow } from "@/lib/model/live";
import type { LiveScope } from "@/lib/services/topology/live-scope";

/** The part of an event that somebody with one project may see; null: nothing of it is. */
export function scopedEvent(event: LiveEvent, scope: LiveScope): LiveEvent | null {
  switch (event.name) {
    case "snapshot": {
      const { windows, members, engine, now } = event.data;
      return {
        name: "snapshot",
        data: {
          now,
          windows: windows.map((window) => scopedWindow(window, scope)),
          members: members.filter(({ memberId }) => scope.has(memberId)),
          engine: scopedEngine(engine, scope),
        },
      };
    }
    case "sample":
      return { name: "sample", data: scopedWindow(event.data, scope) };
    case "member":
      return scope.has(event.data.memberId) ? event : null;
    case "applied":
      return { name: "applied", data: scopedEngine(event.data, scope) };
    case "changed": {
      const changes = scope.changes(event.data.changes);
      return changes.length === 0 ? null : { name: "changed", data: { changes } };
    }
  }
}

/** A second without own traffic is told too: it says that there was none. */
function scopedWindow(
  { at, loadBalancers, listeners, members, eips, pools }: LiveWindow,
  scope: LiveScope,
): LiveWindow {
  const own = (values: Record<string, number[]>) =>
    Object.fromEntries(Object.entries(values).filter(([id]) => scope.has(id)));
  return {
    at,
    loadBalancers: own(loadBalancers),
    listeners: own(listeners),
    members: own(members),
    ...(eips === undefined ? {} : { eips: own(eips) }),
    ...(pools === undefined ? {} : { pools: own(pools) }),
  };
}

function scopedEngine(engine: LiveEngine, scope: LiveScope): LiveEngine {
  return { ...engine, refusals: engine.refusals.filter(({ object }) => scope.has(object.id)) };
}
