import fc from "fast-check";
import { expect, test } from "vitest";
import { cidrContains, ipv4ToNumber, isIpv4, numberToIpv4, parseCidr } from "./address";
import { portsConflict } from "./listener";
import { allocateAddress, checkSubnetAddress } from "./network";

test("addresses and numbers convert both ways", () => {
  fc.assert(fc.property(fc.ipV4(), (address) => isIpv4(address) && numberToIpv4(ipv4ToNumber(address)) === address));
});

test.each([
  "1.2.3",
  "1.2.3.4.5",
  "256.1.1.1",
  "01.2.3.4",
  "1.2.3.4/33",
  "1.2.3.4/",
  "1.2.3.4/08",
  "a.b.c.d",
  "::1",
  " ",
])("%j is neither address nor CIDR", (text) => {
  expect(parseCidr(text)).toBeNull();
});

test("a CIDR contains exactly its range", () => {
  const cidr = parseCidr("10.168.16.7/24");
  expect(cidr && cidrContains(cidr, "10.168.16.255")).toBe(true);
  expect(cidr && cidrContains(cidr, "10.168.17.0")).toBe(false);
});

test("LB-06: the automatic address is the first free one, and never a reserved one", () => {
  const cidr = parseCidr("192.168.0.0/29");
  if (cidr === null) throw new Error("not a CIDR");
  const used = new Set<string>();
  for (;;) {
    const address = allocateAddress(cidr, used);
    if (address === null) break;
    used.add(address);
  }
  expect([...used]).toEqual(["192.168.0.2", "192.168.0.3", "192.168.0.4", "192.168.0.5", "192.168.0.6"]);
});

test("LB-06: a typed address must be in the subnet, not reserved and free", () => {
  const used = new Set(["192.168.0.9"]);
  expect(checkSubnetAddress("192.168.0.0/24", "192.168.0.2", used)).toBeNull();
  expect(checkSubnetAddress("192.168.0.0/24", "192.168.1.2", used)).toContain("addressOutsideSubnet");
  expect(checkSubnetAddress("192.168.0.0/24", "192.168.0.0", used)).toContain("addressReserved");
  expect(checkSubnetAddress("192.168.0.0/24", "192.168.0.255", used)).toContain("addressReserved");
  expect(checkSubnetAddress("192.168.0.0/24", "192.168.0.9", used)).toContain("addressInUse");
});

test("LS-03: UDP shares a port with the others, the others share with none", () => {
  const protocols = ["TCP", "UDP", "HTTP", "HTTPS"] as const;
  const shared = protocols.flatMap((a) =>
    protocols
      .filter((b) => !portsConflict({ protocol: a, port: 80 }, { protocol: b, port: 80 }))
      .map((b) => `${a} ${b}`),
  );
  expect(shared).toEqual(["TCP UDP", "UDP TCP", "UDP HTTP", "UDP HTTPS", "HTTP UDP", "HTTPS UDP"]);
});
