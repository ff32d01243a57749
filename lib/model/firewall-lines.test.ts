import { expect, test } from "vitest";
import { firewallLines } from "./firewall-lines";

const sources = ["10.0.0.5", "10.0.0.6"];

test("BS-05: a TCP port is opened to all addresses of the pool", () => {
  const need = { sources, ports: [80], transport: "tcp" } as const;
  expect(firewallLines("iptables", need)).toEqual([
    "sudo iptables -I INPUT -s 10.0.0.5,10.0.0.6 -p tcp --dport 80 -j ACCEPT",
  ]);
  expect(firewallLines("nft", need)).toEqual([
    "sudo nft 'insert rule inet filter input ip saddr { 10.0.0.5, 10.0.0.6 } tcp dport { 80 } accept'",
  ]);
  expect(firewallLines("securityGroup", need)).toEqual([
    "Inbound  TCP  80  10.0.0.5/32  Allow",
    "Inbound  TCP  80  10.0.0.6/32  Allow",
  ]);
});

test("BS-05: a UDP server lets ICMP echo in too; without ports all of them are opened", () => {
  const need = { sources: ["10.0.0.5"], ports: [], transport: "udp" } as const;
  expect(firewallLines("iptables", need)).toEqual([
    "sudo iptables -I INPUT -s 10.0.0.5 -p udp -j ACCEPT",
    "sudo iptables -I INPUT -s 10.0.0.5 -p icmp --icmp-type echo-request -j ACCEPT",
  ]);
  expect(firewallLines("nft", need)[0]).toContain("meta l4proto udp accept");
  expect(firewallLines("securityGroup", need)).toEqual([
    "Inbound  UDP  1-65535  10.0.0.5/32  Allow",
    "Inbound  ICMP  Echo  10.0.0.5/32  Allow",
  ]);
  expect(firewallLines("iptables", { ...need, ports: [53, 54] })[0]).toContain("-m multiport --dports 53,54");
});

test("IPv6 addresses have lines of their own beside IPv4", () => {
  const need = { sources: ["10.0.0.5", "fd00::5"], ports: [53], transport: "udp" } as const;
  expect(firewallLines("iptables", need)).toEqual([
    "sudo iptables -I INPUT -s 10.0.0.5 -p udp --dport 53 -j ACCEPT",
    "sudo iptables -I INPUT -s 10.0.0.5 -p icmp --icmp-type echo-request -j ACCEPT",
    "sudo ip6tables -I INPUT -s fd00::5 -p udp --dport 53 -j ACCEPT",
    "sudo ip6tables -I INPUT -s fd00::5 -p ipv6-icmp --icmpv6-type echo-request -j ACCEPT",
  ]);
  expect(firewallLines("nft", need)[2]).toBe(
    "sudo nft 'insert rule inet filter input ip6 saddr { fd00::5 } udp dport { 53 } accept'",
  );
  expect(firewallLines("securityGroup", need)).toContain("Inbound  ICMPv6  Echo  fd00::5/128  Allow");
});
