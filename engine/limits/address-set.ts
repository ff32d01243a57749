import { parseCidr } from "@/lib/model/address";
import type { AddressSet } from "@/engine/plan/plan";

/** Sorted, disjoint IPv4 ranges; a look-up is one binary search and allocates nothing (AC-02, AC-03). */
class RangeSet implements AddressSet {
  constructor(
    private readonly firsts: Uint32Array,
    private readonly lasts: Uint32Array,
  ) {}

  /** Number of disjoint ranges; 0 admits nobody. */
  get size(): number {
    return this.firsts.length;
  }

  has(address: number): boolean {
    let low = 0;
    let high = this.firsts.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if ((this.firsts[middle] as number) > address) high = middle - 1;
      else if ((this.lasts[middle] as number) < address) low = middle + 1;
      else return true;
    }
    return false;
  }
}

/** The set, or the index of the first text that is neither an IPv4 address nor a CIDR. */
export type CompiledAddressSet = { set: AddressSet } | { invalidIndex: number };

/** Compiles addresses and CIDRs, in any order and overlapping, to a set. Few and the same as last time: the same set. */
export function compileAddressSet(cidrs: readonly string[]): CompiledAddressSet {
  if (cidrs.length > fewCidrs) return compile(cidrs);
  const key = JSON.stringify(cidrs);
  if (last?.key !== key) last = { key, compiled: compile(cidrs) };
  return last.compiled;
}

const fewCidrs = 16;
/** The network of a VPC stands at each of its load balancers, one after the other. */
let last: { key: string; compiled: CompiledAddressSet } | null = null;

function compile(cidrs: readonly string[]): CompiledAddressSet {
  const ranges: { first: number; last: number }[] = [];
  for (const [index, text] of cidrs.entries()) {
    const cidr = parseCidr(text);
    if (cidr === null) return { invalidIndex: index };
    ranges.push(cidr);
  }
  ranges.sort((a, b) => a.first - b.first);
  const merged: { first: number; last: number }[] = [];
  for (const range of ranges) {
    const previous = merged.at(-1);
    if (previous !== undefined && range.first <= previous.last + 1) previous.last = Math.max(previous.last, range.last);
    else merged.push({ first: range.first, last: range.last });
  }
  return {
    set: new RangeSet(
      Uint32Array.from(merged, (range) => range.first),
      Uint32Array.from(merged, (range) => range.last),
    ),
  };
}
