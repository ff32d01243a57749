import type { Persistence, PersistenceType, PoolProtocol } from "@/lib/model/pool";

/** Session persistence while it is typed. */
export interface PersistenceValues {
  type: PersistenceType;
  cookieName: string | null;
  timeoutS: number | null;
}

export function persistenceTypes(protocol: PoolProtocol): readonly PersistenceType[] {
  return protocol === "HTTP" ? ["HTTP_COOKIE", "APP_COOKIE"] : ["SOURCE_IP"];
}

/** The console's 20 minutes (K-01, K-02), by the type that the guide advises. */
export function initialPersistence(protocol: PoolProtocol): Persistence {
  return { type: protocol === "HTTP" ? "HTTP_COOKIE" : "SOURCE_IP", cookieName: null, timeoutS: 1200 };
}

/** A day by cookie, an hour by address. */
export function longestMinutes(protocol: PoolProtocol): number {
  return protocol === "HTTP" ? 1440 : 60;
}

/** A lifetime of whole minutes as people write it; what the API has set to the second stays in seconds. */
export function lifetimeOf(timeoutS: number): { count: number; unit: "minutes" | "seconds" } {
  return timeoutS % 60 === 0 ? { count: timeoutS / 60, unit: "minutes" } : { count: timeoutS, unit: "seconds" };
}
