import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import { refusalOf } from "@/engine/l7/answers";
import { ClientAddress } from "@/engine/l7/client-address";
import { cookieOf } from "@/engine/l7/cookie-of";
import type { HttpListener } from "@/engine/l7/http-listener";
import { Route } from "@/engine/l7/route";
import { admits, ipv4Number } from "@/engine/limits/peer-address";
import { accessOf } from "./access-of";
import { explainMember } from "./explain-member";

/** Head, client, policies and member of a request on an HTTP listener: read by the data path's own reader. */
export function explainRequest(
  explanation: PassageExplanation,
  passage: AskedPassage,
  http: HttpListener,
): PassageExplanation {
  const { plan, context } = http;
  // Nobody waits for the header of this peer: it is read as the beginning of a request.
  if (passage.announced !== "" && !explanation.awaitsProxyHeader) {
    return { ...explanation, stop: "malformed", status: 400 };
  }
  const bytes = Buffer.from(textOf(passage), "latin1");
  // The thread's own reader: policies see the head that it read last.
  const head = context.requestHead;
  const after = head.parse(bytes, 0, bytes.length);
  // Bytes beyond the head: a line break within a header; 0: the head does not end.
  if (after !== bytes.length) {
    return { ...explanation, stop: "malformed", status: after < 0 ? refusalOf(-after).status : 400 };
  }
  let { client, behindProxy, accessList } = explanation;
  const peer = ipv4Number(client);
  let source = peer;
  if (explanation.awaitsProxyHeader) accessList = accessOf(plan, peer);
  if (plan.trustedProxies !== null && admits(plan.trustedProxies, peer)) {
    const found = new ClientAddress();
    found.read(head, bytes, client, peer, plan.trustedProxies);
    client = found.address;
    ({ source } = found);
    behindProxy = true;
    accessList = accessOf(plan, source);
  }
  const known = { ...explanation, client, behindProxy, accessList };
  if (!admits(plan.whitelist, source)) return { ...known, stop: "accessList", status: 403 };
  const route = new Route();
  const answer = route.begin(http, head, bytes, passage.address);
  if (answer !== null && plan.redirect !== null) {
    return { ...known, stop: "redirect", status: answer.status, location: answer.location };
  }
  if (answer !== null) return { ...known, stop: "policy", status: answer.status, location: answer.location };
  const pool = route.poolId === "" ? http.pool : (context.pools.get(route.poolId) ?? http.pool);
  const cookie = pool?.sticky == null ? null : cookieOf(head, bytes, pool.sticky.cookieName);
  return explainMember({ ...known }, { pool, source, cookie, isHttp: true });
}

function textOf({ method, host, path, headers }: AskedPassage): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${host === "" ? "" : `Host: ${host}\r\n`}${lines.join("")}\r\n`;
}
