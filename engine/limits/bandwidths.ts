import type { AddressPlan, ListenerPlan } from "@/engine/plan/plan";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { Shaper } from "./shaper";
import type { LaneClock } from "./shaping-lane";

const systemClock: LaneClock = {
  now: () => Math.floor(sharedNow()),
  after: (ms, run) => void setTimeout(run, ms),
};

/**
 * The addresses with a bandwidth, in one worker. All of a worker's TCP connections on such an address have its shaper
 * (`new Channel(handle, owner, bandwidths.of(address))`); UDP asks `bandwidths.of(address)?.admit("in", bytes)`.
 */
export class Bandwidths {
  private readonly shapers: (Shaper | undefined)[] = [];

  constructor(
    private readonly shared: SharedMemory,
    private readonly worker: number,
  ) {}

  /** New rates hold at once, for open connections as well. */
  apply({ addresses }: Pick<ListenerPlan, "addresses">): void {
    for (const { bandwidth } of addresses) if (bandwidth !== null) this.at(bandwidth.slot).setRate(bandwidth.mbps);
  }

  /** Null: the address is not limited. */
  of(address: AddressPlan): Shaper | null {
    return address.bandwidth === null ? null : this.at(address.bandwidth.slot);
  }

  private at(slot: number): Shaper {
    const known = this.shapers[slot];
    if (known !== undefined) return known;
    const { shared, worker } = this;
    const rows = Array.from({ length: shared.capacity.workers }, (_, index) => shared.addressOf(index, slot));
    const shaper = new Shaper(shared.bandwidthOf(slot), rows, worker, systemClock);
    this.shapers[slot] = shaper;
    return shaper;
  }
}
