import fc from "fast-check";
import { expect, test } from "vitest";
import { cidrContains, ipv4ToNumber, numberToIpv4, parseCidr } from "@/lib/model/address";
import { compileAddressSet } from "./address-set";

function compile(cidrs: string[]) {
  const compiled = compileAddressSet(cidrs);
  if ("invalidIndex" in compiled) throw new Error(`invalid ${compiled.invalidIndex}`);
  return compiled.set;
}

test("an empty set admits nobody (AC-02)", () => {
  const set = compile([]);
  expect(set.size).toBe(0);
  expect(set.has(0)).toBe(false);
  expect(set.has(0xffffffff)).toBe(false);
});

test("0.0.0.0/0 admits everyone, first and last address included", () => {
  const set = compile(["0.0.0.0/0", "10.0.0.1"]);
  expect(set.size).toBe(1);
  expect(set.has(0)).toBe(true);
  expect(set.has(0xffffffff)).toBe(true);
});

test("neighbours merge and host bits are ignored", () => {
  const set = compile(["10.0.0.0/25", "10.0.0.200/25", "192.168.1.7"]);
  expect(set.size).toBe(2);
  expect(set.has(ipv4ToNumber("10.0.0.255"))).toBe(true);
  expect(set.has(ipv4ToNumber("10.0.1.0"))).toBe(false);
  expect(set.has(ipv4ToNumber("192.168.1.7"))).toBe(true);
});

test("the first invalid text is named", () => {
  expect(compileAddressSet(["10.0.0.1", "10.0.0.0/33", "x"])).toEqual({ invalidIndex: 1 });
});

test("any set answers as a linear search does, at the edges of its ranges too", () => {
  const cidr = fc
    .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
    .map(([address, prefix]) => `${numberToIpv4(address)}/${prefix}`);
  fc.assert(
    fc.property(
      fc.array(cidr, { maxLength: 40 }),
      fc.array(fc.integer({ min: 0, max: 0xffffffff })),
      (cidrs, random) => {
        const set = compile(cidrs);
        const ranges = cidrs.map((text) => parseCidr(text)).filter((range) => range !== null);
        const edges = ranges.flatMap(({ first, last }) => [first - 1, first, last, last + 1]);
        for (const address of [...random, ...edges]) {
          if (address < 0 || address > 0xffffffff) continue;
          const naive = ranges.some((range) => cidrContains(range, numberToIpv4(address)));
          expect(set.has(address)).toBe(naive);
        }
      },
    ),
  );
});
