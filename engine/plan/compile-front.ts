import { isIPv4 } from "node:net";
import { refusalCodes } from "@/lib/wire/messages";
import type { LoadBalancerSpec } from "@/lib/wire/snapshot";
import { compileAddressSet } from "@/engine/limits/address-set";
import type { Findings } from "./findings";
import type { AddressPlan, Slots } from "./plan";

/** A load balancer as listeners see it: where it listens. */
export interface Front {
  readonly spec: LoadBalancerSpec;
  readonly addresses: readonly AddressPlan[];
}

export function compileFront(spec: LoadBalancerSpec, slots: Slots, findings: Findings): Front {
  const refuse = (field: string, message: string) =>
    findings.refuse("loadbalancer", spec.id, field, refusalCodes.invalidValue, message);
  return { spec, addresses: compileAddresses(spec, slots, refuse) };
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
