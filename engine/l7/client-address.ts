import { ipv4Number } from "@/engine/limits/peer-address";
import type { AddressSet } from "@/engine/plan/plan";
import { latin1 } from "./http1/bytes";
import { Field } from "./http1/header-table";
import type { RequestHead } from "./http1/request-head";

/** The client that trusted proxies name (K-20). One instance a thread; valid until the next read. */
export class ClientAddress {
  address = "";
  source = -1;

  /**
   * From the right of X-Forwarded-For, the first address that is no trusted proxy. What is no IPv4 address ends the walk
   * at the last good one: whoever wrote what is left of it is unknown. `peer` is trusted and stands right of them all.
   */
  read(head: RequestHead, bytes: Buffer, peer: string, source: number, trusted: AddressSet): void {
    this.address = peer;
    this.source = source;
    if (!head.hasForwardedFor) return;
    const { lines } = head;
    for (let line = lines.count - 1; line >= 0; line--) {
      if (lines.field[line] !== Field.forwardedFor) continue;
      if (!this.walk(latin1(bytes, lines.valueStart(line), lines.valueEnd(line)), trusted)) return;
    }
  }

  /** True: every address of the value is a trusted proxy's, the walk goes on. */
  private walk(value: string, trusted: AddressSet): boolean {
    let end = value.length;
    while (end >= 0) {
      const comma = end === 0 ? -1 : value.lastIndexOf(",", end - 1);
      const address = value.slice(comma + 1, end).trim();
      const source = isPlain.test(address) ? ipv4Number(address) : -1;
      if (source < 0) return false;
      this.address = address;
      this.source = source;
      if (!trusted.has(source)) return false;
      end = comma;
    }
    return true;
  }
}

/** Without leading zeros, which some read as octal. */
const isPlain = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;
