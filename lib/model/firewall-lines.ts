/** What a server has to let in. */
export interface FirewallNeed {
  sources: readonly string[];
  /** Empty: all ports. */
  ports: readonly number[];
  /** Health checks of UDP groups ping their servers first (HC-15): ICMP echo is let in too. */
  transport: "tcp" | "udp";
}

export type FirewallKind = "iptables" | "nft" | "securityGroup";

/** Commands, or rules of a security group, that let the balancer's connections and checks in (BS-05); one a line. */
export function firewallLines(kind: FirewallKind, need: FirewallNeed): string[] {
  return builders[kind](need);
}

const builders: Record<FirewallKind, (need: FirewallNeed) => string[]> = {
  iptables({ sources, ports, transport }) {
    const from = `sudo iptables -I INPUT -s ${sources.join(",")}`;
    const [first] = ports;
    const one = first === undefined ? "" : ` --dport ${first}`;
    const only = ports.length > 1 ? ` -m multiport --dports ${ports.join(",")}` : one;
    const lines = [`${from} -p ${transport}${only} -j ACCEPT`];
    if (transport === "udp") lines.push(`${from} -p icmp --icmp-type echo-request -j ACCEPT`);
    return lines;
  },
  nft({ sources, ports, transport }) {
    const rule = (match: string) =>
      `sudo nft 'insert rule inet filter input ip saddr { ${sources.join(", ")} } ${match} accept'`;
    const lines = [
      rule(ports.length === 0 ? `meta l4proto ${transport}` : `${transport} dport { ${ports.join(", ")} }`),
    ];
    if (transport === "udp") lines.push(rule("icmp type echo-request"));
    return lines;
  },
  securityGroup({ sources, ports, transport }) {
    const row = (protocol: string, port: string, source: string) =>
      `Inbound  ${protocol}  ${port}  ${source}/32  Allow`;
    const lines = sources.flatMap((source) =>
      (ports.length === 0 ? ["1-65535"] : ports.map(String)).map((port) => row(transport.toUpperCase(), port, source)),
    );
    if (transport === "udp") lines.push(...sources.map((source) => row("ICMP", "Echo", source)));
    return lines;
  },
};
