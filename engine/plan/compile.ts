import { isIPv4 } from "node:net";
import { type ObjectError, refusalCodes } from "@/lib/wire/messages";
import type { LoadBalancerSpec, Snapshot } from "@/lib/wire/snapshot";
import { compileAddressSet } from "@/engine/limits/address-set";
import { compileListener, type Front } from "./compile-listener";
import { compilePool } from "./compile-pool";
import { Findings } from "./findings";
import type { AddressPlan, ListenerPlan, MemberPlan, Plan, PoolPlan, Slots } from "./plan";

export interface Compilation {
  plan: Plan;
  /** Objects that are left out, and why. */
  errors: ObjectError[];
  /** Objects that run otherwise than they say. */
  warnings: ObjectError[];
}

/**
 * Compiles a snapshot to what a worker runs. Pure and deterministic: main thread and workers get the same plan from
 * the same snapshot and rows. Every refusal but the operating system's is decided here; a refused object never stops
 * others. Objects that are switched off are left out without a word. Of two listeners on one port the first stays.
 */
export function compilePlan(snapshot: Snapshot, slots: Slots): Compilation {
  const findings = new Findings();
  const fronts = compileFronts(snapshot, slots, findings);
  const members = new Map<string, MemberPlan>();
  const pools = new Map<string, PoolPlan>();
  const sources = snapshot.sourceAddresses.filter(isIPv4);
  for (const spec of snapshot.pools) {
    const refuse = (field: string, code: string, message: string) =>
      findings.refuse("pool", spec.id, field, code, message);
    if (pools.has(spec.id)) refuse("id", refusalCodes.invalidValue, "the id is used twice");
    else if (!fronts.has(spec.loadBalancerId)) {
      const message = `there is no load balancer ${spec.loadBalancerId}`;
      refuse("loadBalancerId", refusalCodes.danglingReference, message);
    } else pools.set(spec.id, compilePool(spec, slots, findings, members, sources));
  }
  const listeners = new Map<string, ListenerPlan>();
  const seen = new Set<string>();
  const taken = new Map<string, string>();
  for (const spec of snapshot.listeners) {
    if (seen.has(spec.id)) {
      findings.refuse("listener", spec.id, "id", refusalCodes.invalidValue, "the id is used twice");
      continue;
    }
    seen.add(spec.id);
    const listener = compileListener(spec, { fronts, pools, slots, findings, taken });
    if (listener !== null) listeners.set(listener.id, listener);
  }
  return {
    plan: { generation: snapshot.generation, listeners, pools, members },
    errors: findings.errors,
    warnings: findings.warnings,
  };
}

function compileFronts(snapshot: Snapshot, slots: Slots, findings: Findings): Map<string, Front> {
  const fronts = new Map<string, Front>();
  for (const spec of snapshot.loadBalancers) {
    const refuse = (field: string, message: string) =>
      findings.refuse("loadbalancer", spec.id, field, refusalCodes.invalidValue, message);
    if (fronts.has(spec.id)) refuse("id", "the id is used twice");
    else if (!/^[!-~]+$/.test(spec.id)) refuse("id", "the id is not printable ASCII");
    else fronts.set(spec.id, { spec, addresses: compileAddresses(spec, slots, refuse) });
  }
  return fronts;
}

/** Far above what is offered; a bucket counts up to 2^31 bytes. */
const maxMbps = 100_000;

/** The addresses that can be served; one that cannot is refused on its load balancer and the others stay. */
function compileAddresses(
  spec: LoadBalancerSpec,
  slots: Slots,
  refuse: (field: string, message: string) => null,
): readonly AddressPlan[] {
  const addresses: AddressPlan[] = [];
  for (const [index, { id, kind, address, bandwidthMbps, allowedSources }] of spec.addresses.entries()) {
    const field = `addresses.${index}`;
    if (!isIPv4(address)) {
      refuse(`${field}.address`, `${address} is not an IPv4 address`);
      continue;
    }
    if (addresses.some((other) => other.address === address)) {
      refuse(`${field}.address`, `${address} stands twice`);
      continue;
    }
    const compiled = allowedSources === null ? null : compileAddressSet(allowedSources);
    if (compiled !== null && "invalidIndex" in compiled) {
      const text = allowedSources?.[compiled.invalidIndex];
      refuse(`${field}.allowedSources.${compiled.invalidIndex}`, `${text} is not a CIDR`);
      continue;
    }
    const slot = slots.addresses[id];
    if (bandwidthMbps !== null && !(bandwidthMbps > 0 && bandwidthMbps <= maxMbps)) {
      refuse(`${field}.bandwidthMbps`, `${bandwidthMbps} Mbit/s is not within 1–${maxMbps}`);
      continue;
    }
    if (bandwidthMbps !== null && slot === undefined) {
      refuse(`${field}.id`, "the engine holds no more addresses with a bandwidth");
      continue;
    }
    const bandwidth = bandwidthMbps === null || slot === undefined ? null : { slot, mbps: bandwidthMbps };
    addresses.push({ kind, address, allowedSources: compiled?.set ?? null, bandwidth });
  }
  return addresses;
}
