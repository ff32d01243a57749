import { diagnosisWindowS } from "@/lib/model/cause";
import type { ListenerDiagnosis } from "@/lib/model/diagnosis";
import { takesRequests } from "@/lib/model/member";
import { sourcesOf } from "@/lib/model/source-address";
import { findUnreachable } from "@/lib/model/unreachable";
import type { Context } from "../context";
import { getEip } from "../eip/list";
import { getLoadBalancer } from "../loadbalancer/get";
import { listMembers } from "../member/list";
import { memberName } from "../member/name";
import { getPool } from "../pool/get";
import { readSourceAddresses } from "../sourceaddress/read";
import { listVpcs } from "../vpc/list";
import { getListener } from "./get";

/** Where a service breaks off (FQ-14), by what is configured, what runs and the last five minutes of traffic. */
export function diagnoseListener(ctx: Context, listenerId: string): ListenerDiagnosis {
  const listener = getListener(ctx, listenerId);
  const balancer = getLoadBalancer(ctx, listener.loadBalancerId);
  const pool = listener.defaultPoolId === null ? null : getPool(ctx, listener.defaultPoolId);
  const members = pool === null ? [] : listMembers(ctx, pool.id);
  const newest = ctx.engine.recentTraffic(listenerId, 2);
  const traffic = ctx.engine.recentTraffic(listenerId, diagnosisWindowS);
  const eip = balancer.eip === null ? null : getEip(ctx, balancer.eip.id);
  return {
    windowS: diagnosisWindowS,
    unreachable: findUnreachable({
      problem: ctx.engine.problem,
      balancer: {
        enabled: balancer.enabled,
        configuration: balancer.configuration,
        address: balancer.vipAddress,
        vpcCidr: listVpcs(ctx).find(({ id }) => id === balancer.vpcId)?.cidr ?? "",
      },
      eip: eip && {
        address: eip.address,
        onHost: !eip.isMissing,
        traffic: ctx.engine.recentEip(eip.id, diagnosisWindowS),
      },
      listener: { ...listener, idleS: listener.timeouts.clientDataMs / 1000 },
      traffic: traffic && { ...traffic, connections: newest?.connections ?? 0 },
      pool: pool && {
        id: pool.id,
        name: pool.name,
        enabled: pool.enabled,
        checked: pool.healthMonitor?.enabled === true,
        persistence: pool.persistence !== null,
      },
      servers: members.map((member) => ({
        name: memberName(member),
        port: member.port,
        takes: takesRequests(member),
        status: member.status,
      })),
      sources: sourcesOf(readSourceAddresses(ctx)),
    }),
  };
}
