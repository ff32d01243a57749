import { isLayer4 } from "@/lib/model/listener";
import { type PassageAnswer, PassageQuestion } from "@/lib/model/passage";
import { partsOf } from "@/lib/model/route-question";
import type { Explanation } from "@/lib/wire/explanation";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { findListener } from "../find";
import { listL7Policies } from "../l7policy/list";
import { getLoadBalancer } from "../loadbalancer/get";
import { listMembers } from "../member/list";
import { parse } from "../parse";
import { getPool } from "../pool/get";

/** What would become of a request, told by the engine; `unavailable` while the listener does not run. */
export async function explainPassage(ctx: Context, raw: PassageQuestion): Promise<PassageAnswer> {
  const { listenerId, client, announced, via, method, url, headers } = parse(PassageQuestion, raw);
  const { row, parent } = findListener(ctx, ctx.db, listenerId);
  const { vipAddress, eip } = getLoadBalancer(ctx, parent.id);
  const address = via === "public" && eip !== null ? eip.address : vipAddress;
  const place = `${address}:${row.port}`;
  const asked = partsOf(url);
  const { host, path } = asked;
  const sent = headers.map(({ name, value }): [string, string] => [name, value]);
  const passage = {
    client,
    announced: announced ?? "",
    address,
    method,
    host: host === "" ? place : host,
    path,
    headers: sent,
  };
  const explanation = await ctx.engine.explain(listenerId, passage).catch(() => {
    throw new ServiceError("unavailable");
  });
  const scheme = isLayer4(row.protocol) ? null : row.protocol === "HTTPS" ? "https" : "http";
  return {
    protocol: row.protocol,
    place,
    scheme,
    otherScheme: scheme !== null && asked.scheme !== "" && asked.scheme !== scheme,
    method,
    peer: client,
    ...named(ctx, listenerId, explanation),
  };
}

function named(
  ctx: Context,
  listenerId: string,
  { workers, route }: Explanation,
): Omit<PassageAnswer, "protocol" | "place" | "scheme" | "otherScheme" | "method" | "peer"> {
  const [first] = workers;
  if (first === undefined) throw new ServiceError("unavailable");
  const { poolId, session, members, memberId: _, ...rest } = first;
  const pool = poolId === null ? null : getPool(ctx, poolId);
  const names = new Map<string, string>();
  for (const { id, name, address, port } of poolId === null ? [] : listMembers(ctx, poolId)) {
    names.set(id, name || `${address}:${port}`);
  }
  const policies = route === null ? [] : listL7Policies(ctx, { listenerId });
  const policy = policies.find(({ id }) => id === route?.policyId);
  return {
    ...rest,
    route: route && {
      asked: route.judged.length,
      policy: policy === undefined ? null : { id: policy.id, name: policy.name },
      tooCostly: route.tooCostly,
    },
    group: pool && { id: pool.id, name: pool.name, algorithm: pool.algorithm },
    session: session && {
      type: session.type,
      cookieName: session.cookieName,
      given: session.given,
      outcome: session.outcome,
      server: session.memberId === null ? null : (names.get(session.memberId) ?? null),
    },
    servers: members.map(({ memberId, weight, held, standing }) => ({
      id: memberId,
      name: names.get(memberId) ?? memberId,
      weight,
      held,
      standing,
      chosenBy: workers.filter((worker) => worker.memberId === memberId).length,
    })),
    workers: workers.length,
  };
}
