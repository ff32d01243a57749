import type { ListenerSpec, LoadBalancerSpec } from "@/lib/wire/snapshot";
import type { AccessLogPlan, AddressPlan } from "./plan";

interface Front {
  readonly spec: LoadBalancerSpec;
  readonly addresses: readonly AddressPlan[];
}

/** Null: the load balancer's access log is off, or the protocol has no requests (LG-01), or an id is none of ours. */
export function compileAccessLog(spec: ListenerSpec, front: Front): AccessLogPlan | null {
  const { id: loadBalancerId, projectId, accessLogStreamId: streamId } = front.spec;
  if (streamId === null || (spec.protocol !== "HTTP" && spec.protocol !== "HTTPS")) return null;
  // The stream's id names a directory, and no id may end a field of a line.
  if (![streamId, loadBalancerId, spec.id, projectId].every((id) => /^[\w-]{1,64}$/.test(id))) return null;
  const address = front.addresses.find(({ kind }) => kind === "public")?.address ?? "-";
  return { streamId, loadBalancerId, listenerId: spec.id, projectId, publicAddress: `${address}:${spec.port}` };
}
