import type { PoolProtocol } from "@/lib/model/pool";

const keys = { HTTP: "answer503", TCP: "refuseAll", UDP: "dropAll" } as const satisfies Record<PoolProtocol, string>;

/** Message for what a group without a healthy server does with what comes (K-30). */
export function refusalKey(protocol: PoolProtocol): (typeof keys)[PoolProtocol] {
  return keys[protocol];
}
