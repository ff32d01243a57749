import type { LiveEvents } from "@/lib/model/live";
import type { LiveStore } from "./live-store";

type LiveEventName = keyof LiveEvents;

type Apply = { [Name in LiveEventName]: (store: LiveStore, data: LiveEvents[Name], now: number) => void };

const apply: Apply = {
  snapshot: (store, { now: serverNow, windows, engine }, now) => {
    store.setServerTime(serverNow, now);
    store.addWindows(windows);
    store.setEngine(engine);
    store.noteChange(now);
  },
  sample: (store, window) => store.addWindows([window]),
  member: (store, _member, now) => store.noteChange(now),
  applied: (store, engine, now) => {
    store.setEngine(engine);
    store.noteChange(now);
  },
  changed: (store, _changes, now) => store.noteChange(now),
};

/** Listens to every event of the stream and puts it into the store. */
export function readEvents(source: EventSource, store: LiveStore): void {
  for (const name of Object.keys(apply) as LiveEventName[]) listen(source, name, store);
}

function listen<Name extends LiveEventName>(source: EventSource, name: Name, store: LiveStore): void {
  source.addEventListener(name, (event: MessageEvent<string>) => {
    const data: LiveEvents[Name] = JSON.parse(event.data);
    apply[name](store, data, Date.now());
  });
}
