import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import type { HttpListener } from "@/engine/l7/http-listener";
import type { ConnectionGate } from "@/engine/limits/connection-gate";
import { admits, ipv4Number } from "@/engine/limits/peer-address";
import type { ListenerPlan } from "@/engine/plan/plan";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { accessOf } from "./access-of";
import { explainMember } from "./explain-member";
import { explainRequest } from "./explain-request";

/** What a listener is made of in one worker. */
export interface PassageContext {
  readonly plan: ListenerPlan;
  readonly pool: PoolState | null;
  /** Null: a listener of layer 4. */
  readonly http: HttpListener | null;
  readonly shared: SharedMemory;
  readonly gate: ConnectionGate;
}

/**
 * What would become of a connection and the first request on it, in the order of the data path and by its own rules:
 * source, limits, access list, head, client, policies, session, member. No counter, turn or session changes.
 */
export function explainPassage(passage: AskedPassage, context: PassageContext): PassageExplanation {
  const { plan, http, shared, gate } = context;
  const source = ipv4Number(passage.client);
  const awaitsProxyHeader = plan.proxyProtocolFrom !== null && admits(plan.proxyProtocolFrom, source);
  const isProxy = http !== null && plan.trustedProxies !== null && admits(plan.trustedProxies, source);
  const open = Atomics.load(shared.listenerConnections, plan.slot);
  const explanation: PassageExplanation = {
    client: passage.client,
    behindProxy: false,
    awaitsProxyHeader,
    accessList: accessOf(plan, source),
    connections: plan.connectionLimit < 0 ? null : { open, limit: plan.connectionLimit },
    ofSource:
      plan.connectionsPerSource < 0 || source < 0
        ? null
        : { open: gate.ofSource(plan, source), limit: plan.connectionsPerSource },
    stop: null,
    status: 0,
    location: "",
    poolId: null,
    session: null,
    members: [],
    memberId: null,
  };
  const address = plan.addresses.find((each) => each.address === passage.address);
  if (!admits(address?.allowedSources ?? null, source)) return { ...explanation, stop: "source" };
  if (explanation.connections !== null && open >= plan.connectionLimit) return { ...explanation, stop: "limit" };
  const { ofSource } = explanation;
  if (ofSource !== null && ofSource.open >= ofSource.limit) return { ...explanation, stop: "sourceLimit" };
  if (!isProxy && !admits(plan.whitelist, source)) {
    return { ...explanation, stop: "accessList", status: http === null ? 0 : 403 };
  }
  if (awaitsProxyHeader && passage.announced === "") return { ...explanation, stop: "proxyHeader" };
  const client = awaitsProxyHeader ? passage.announced : passage.client;
  const known = { ...explanation, client };
  if (http !== null) return explainRequest(known, passage, http);
  return explainMember(known, { pool: context.pool, source: ipv4Number(client), cookie: null, isHttp: false });
}
