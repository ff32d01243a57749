import { AddressCell } from "@/engine/observe/cells";
import type { Channel, ChannelShaper } from "@/engine/upstream/tcp/channel";
import { ShapedChannel } from "./shaped-channel";
import { type LaneClock, type LaneReport, ShapingLane } from "./shaping-lane";
import { bucketWords, TokenBucket } from "./token-bucket";

/** One address with a bandwidth, in one worker: shapes its TCP connections and admits its datagrams (LB-11). */
export class Shaper implements ChannelShaper {
  /** From clients. */
  readonly in: ShapingLane;
  /** To clients. */
  readonly out: ShapingLane;
  private readonly cells: Float64Array;

  /** @param rows the address's row of {@link AddressCell}s in each worker; this worker's is the one written. */
  constructor(
    words: Int32Array,
    rows: readonly Float64Array[],
    worker: number,
    private readonly clock: LaneClock,
  ) {
    const cells = rows[worker] as Float64Array;
    this.cells = cells;
    const report = (waiting: number, waitedMs: number): LaneReport => ({
      waiting: (count) => {
        cells[waiting] = count;
      },
      waitingOfAll: () => {
        let all = 0;
        for (const row of rows) all += row[waiting] as number;
        return all;
      },
      waited: (ms) => {
        cells[waitedMs] = (cells[waitedMs] as number) + ms;
      },
    });
    const lane = (at: number, laneReport: LaneReport): ShapingLane =>
      new ShapingLane(new TokenBucket(words, at), clock, laneReport);
    this.in = lane(0, report(AddressCell.waitingIn, AddressCell.waitedInMs));
    this.out = lane(bucketWords, report(AddressCell.waitingOut, AddressCell.waitedOutMs));
  }

  /** Mbit/s of each direction, at once for what is open. */
  setRate(mbps: number): void {
    const now = this.clock.now();
    this.in.bucket.setRate(mbps, now);
    this.out.bucket.setRate(mbps, now);
  }

  shape(channel: Channel): ShapedChannel {
    return new ShapedChannel(channel, this);
  }

  /** UDP: whether a datagram of so many bytes may pass; one that may not is counted as dropped. */
  admit(direction: "in" | "out", bytes: number): boolean {
    const isIn = direction === "in";
    const lane = isIn ? this.in : this.out;
    if (lane.free() <= 0) {
      this.count(isIn ? AddressCell.droppedIn : AddressCell.droppedOut, 1);
      return false;
    }
    lane.bucket.take(bytes);
    this.count(isIn ? AddressCell.bytesIn : AddressCell.bytesOut, bytes);
    return true;
  }

  /** Adds to one of this worker's {@link AddressCell}s. */
  count(cell: number, amount: number): void {
    this.cells[cell] = (this.cells[cell] as number) + amount;
  }
}
