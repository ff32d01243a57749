import type { Snapshot } from "@/lib/wire/snapshot";
import { sameJson } from "./same-json";

/**
 * The snapshot with each load balancer, listener, group and certificate that says what it said in `known` replaced by the known
 * object: whoever keeps something made of a spec sees by identity that it still holds. All the same: `known` itself.
 */
export function withKnownSpecs(next: Snapshot, known: Snapshot): Snapshot {
  const loadBalancers = knownOf(next.loadBalancers, known.loadBalancers);
  const listeners = knownOf(next.listeners, known.listeners);
  const pools = knownOf(next.pools, known.pools);
  const certificates = knownOf(next.certificates, known.certificates);
  const isKnown =
    loadBalancers === known.loadBalancers &&
    listeners === known.listeners &&
    pools === known.pools &&
    certificates === known.certificates &&
    sameJson(restOf(next), restOf(known));
  return isKnown ? known : { ...next, loadBalancers, listeners, pools, certificates };
}

function knownOf<Spec extends { id: string }>(next: Spec[], known: Spec[]): Spec[] {
  const byId = new Map(known.map((spec) => [spec.id, spec]));
  let isKnown = next.length === known.length;
  const specs = next.map((spec, index) => {
    const former = byId.get(spec.id);
    const same = former !== undefined && sameJson(spec, former) ? former : spec;
    if (same !== known[index]) isKnown = false;
    return same;
  });
  return isKnown ? known : specs;
}

function restOf(snapshot: Snapshot): Partial<Snapshot> {
  const { loadBalancers: _balancers, listeners: _listeners, pools: _pools, certificates: _, ...rest } = snapshot;
  return rest;
}
