import { expect, test } from "vitest";
import { deviceFor, hostAddressesOf, isServable } from "./host";

const host = hostAddressesOf({
  lo: [
    { family: "IPv4", address: "127.0.0.1", cidr: "127.0.0.1/8", internal: true },
    { family: "IPv6", address: "::1", cidr: "::1/128", internal: true },
  ],
  eth0: [{ family: "IPv4", address: "192.0.2.7", cidr: "192.0.2.7/24", internal: false }],
  eth1: [{ family: "IPv4", address: "198.51.100.7", cidr: "198.51.100.7/24", internal: false }],
  down: undefined,
});

test("a host has its interfaces' addresses and the whole of its loopback's range", () => {
  expect(host.addresses.map(({ device, address }) => `${device} ${address}`)).toEqual([
    "lo 127.0.0.1",
    "eth0 192.0.2.7",
    "eth1 198.51.100.7",
  ]);
  expect(["127.9.9.9", "192.0.2.7", "192.0.2.8", "203.0.113.1"].map((address) => host.has(address))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ["198.51.100.20", "eth1"],
  ["192.0.2.20", "eth0"],
  ["203.0.113.1", "eth0"],
])("%s goes to %s", (address, device) => expect(deviceFor(address, host.addresses)).toBe(device));

test("without another interface it goes to the loopback", () => {
  expect(deviceFor("203.0.113.1", host.addresses.slice(0, 1))).toBe("lo");
});

test("addresses that no host may have are told", () => {
  const odd = ["0.0.0.0", "224.0.0.1", "255.255.255.255", "fd00::1", "x", "10.0.0.1/8"];
  expect(odd.filter(isServable)).toEqual([]);
  expect(isServable("10.0.0.1")).toBe(true);
});
