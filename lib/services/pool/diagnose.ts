import { diagnosisWindowS } from "@/lib/model/cause";
import type { PoolDiagnosis } from "@/lib/model/diagnosis";
import { findImbalance, type ImbalanceFacts, sharesOf } from "@/lib/model/imbalance";
import { findLostSessions } from "@/lib/model/lost-sessions";
import { takesRequests } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";
import type { Context } from "../context";
import { getListener } from "../listener/get";
import { listListeners } from "../listener/list";
import { listL7Policies } from "../l7policy/list";
import { listMembers } from "../member/list";
import { memberName } from "../member/name";
import { getPool } from "./get";

/** Why loads are unequal (AL-08) and sessions are lost (FQ-12), by the group's settings and its last five minutes. */
export function diagnosePool(ctx: Context, poolId: string): PoolDiagnosis {
  const pool = getPool(ctx, poolId);
  const servers = listMembers(ctx, poolId).map((member) => ({
    id: member.id,
    name: memberName(member),
    weight: member.weight,
    takes: takesRequests(member) && member.status.ejection === null,
    status: member.status,
    traffic: ctx.engine.recentMember(member.id, diagnosisWindowS),
  }));
  const users = usersOf(ctx, pool);
  const facts: ImbalanceFacts = { ...pool, now: ctx.now(), servers, connections: connectionsOf(ctx, users) };
  return {
    windowS: diagnosisWindowS,
    shares: sharesOf(facts),
    imbalance: findImbalance(facts),
    sessions: findLostSessions({
      ...facts,
      listeners: users.map((id) => {
        const { name, protocol, trustedProxies, acceptProxyProtocol } = getListener(ctx, id);
        return {
          name,
          protocol,
          trustedProxies: trustedProxies.length,
          acceptsProxyHeader: acceptProxyProtocol,
        };
      }),
      sameCookie: sameCookie(ctx, pool, users),
    }),
  };
}

/** Listeners that send requests to it, as their default group or by a policy. */
function usersOf(ctx: Context, pool: PoolView): string[] {
  const all = listListeners(ctx, { loadBalancerId: pool.loadBalancerId });
  const ids = new Set([...pool.listeners.map(({ id }) => id), ...pool.policies.map(({ listenerId }) => listenerId)]);
  return all.filter(({ id }) => ids.has(id)).map(({ id }) => id);
}

function connectionsOf(ctx: Context, listenerIds: readonly string[]): ImbalanceFacts["connections"] {
  const sum = { opened: 0, open: 0, requests: 0 };
  for (const id of listenerIds) {
    const traffic = ctx.engine.recentTraffic(id, diagnosisWindowS);
    sum.opened += traffic?.newConnections ?? 0;
    sum.requests += traffic?.requests ?? 0;
    sum.open += ctx.engine.recentTraffic(id, 2)?.connections ?? 0;
  }
  return sum;
}

/** Other groups behind the same listeners whose cookie has the same name: one takes the other's place. */
function sameCookie(ctx: Context, pool: PoolView, listenerIds: readonly string[]): { name: string }[] {
  const cookie = cookieOf(pool);
  if (cookie === null) return [];
  const others = listenerIds.flatMap((listenerId) => {
    const { defaultPoolId } = getListener(ctx, listenerId);
    const policies = listL7Policies(ctx, { listenerId });
    return [defaultPoolId, ...policies.filter(({ enabled }) => enabled).map(({ redirectPool }) => redirectPool?.id)];
  });
  return [...new Set(others)]
    .filter((id) => id !== undefined && id !== null)
    .filter((id) => id !== pool.id)
    .map((id) => getPool(ctx, id))
    .filter((other) => cookieOf(other) === cookie);
}

/** Name of the cookie that sessions are known by; the balancer's own has one name in every group. */
function cookieOf({ persistence }: PoolView): string | null {
  if (persistence === null || persistence.type === "SOURCE_IP") return null;
  return persistence.type === "HTTP_COOKIE" ? "" : persistence.cookieName;
}
