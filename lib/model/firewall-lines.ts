/** What a server has to let in. */
export interface FirewallNeed {
  sources: readonly string[];
  /** Empty: all ports. */
  ports: readonly number[];
  /** Health checks of UDP groups ping their servers first (HC-15): ICMP echo is let in too. */
  transport: "tcp" | "udp";
}

export type FirewallKind = "iptables" | "nft" | "securityGroup";

/**
 * Commands, or rules of a security group, that let the balancer's connections and checks in (BS-05); one a line. IPv4
 * and IPv6 have lines of their own.
 */
export function firewallLines(kind: FirewallKind, need: FirewallNeed): string[] {
  const isV6 = (source: string): boolean => source.includes(":");
  return families.flatMap((family) => {
    const sources = need.sources.filter((source) => isV6(source) === (family === v6));
    return sources.length === 0 ? [] : builders[kind]({ ...need, sources }, family);
  });
}

interface Family {
  command: string;
  nft: string;
  prefix: number;
  /** ICMP as iptables, nft and people call it. */
  icmp: readonly [protocol: string, flag: string, nft: string, label: string];
}

const v4: Family = {
  command: "iptables",
  nft: "ip",
  prefix: 32,
  icmp: ["icmp", "--icmp-type", "icmp", "ICMP"],
};
const v6: Family = {
  command: "ip6tables",
  nft: "ip6",
  prefix: 128,
  icmp: ["ipv6-icmp", "--icmpv6-type", "icmpv6", "ICMPv6"],
};
const families = [v4, v6] as const;

const builders: Record<FirewallKind, (need: FirewallNeed, family: Family) => string[]> = {
  iptables({ sources, ports, transport }, { command, icmp }) {
    const from = `sudo ${command} -I INPUT -s ${sources.join(",")}`;
    const [first] = ports;
    const one = first === undefined ? "" : ` --dport ${first}`;
    const only = ports.length > 1 ? ` -m multiport --dports ${ports.join(",")}` : one;
    const lines = [`${from} -p ${transport}${only} -j ACCEPT`];
    if (transport === "udp") lines.push(`${from} -p ${icmp[0]} ${icmp[1]} echo-request -j ACCEPT`);
    return lines;
  },
  nft({ sources, ports, transport }, { nft, icmp }) {
    const rule = (match: string) =>
      `sudo nft 'insert rule inet filter input ${nft} saddr { ${sources.join(", ")} } ${match} accept'`;
    const lines = [
      rule(ports.length === 0 ? `meta l4proto ${transport}` : `${transport} dport { ${ports.join(", ")} }`),
    ];
    if (transport === "udp") lines.push(rule(`${icmp[2]} type echo-request`));
    return lines;
  },
  securityGroup({ sources, ports, transport }, { prefix, icmp }) {
    const row = (protocol: string, port: string, source: string) =>
      `Inbound  ${protocol}  ${port}  ${source}/${prefix}  Allow`;
    const lines = sources.flatMap((source) =>
      (ports.length === 0 ? ["1-65535"] : ports.map(String)).map((port) => row(transport.toUpperCase(), port, source)),
    );
    if (transport === "udp") lines.push(...sources.map((source) => row(icmp[3], "Echo", source)));
    return lines;
  },
};
