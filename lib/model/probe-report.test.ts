import { expect, test } from "vitest";
import { type CheckCause, findCauses, type ProbeReport } from "./probe-report";

const report = (change: Partial<ProbeReport>): ProbeReport => ({
  address: "192.0.2.7",
  port: 80,
  type: "HTTP",
  timeoutMs: 3000,
  source: "192.0.2.1",
  connectMs: null,
  sent: "",
  received: "",
  expected: "200",
  durationMs: 1,
  ok: false,
  reason: "",
  detail: "",
  ...change,
});
const suspects = (change: Partial<ProbeReport>): CheckCause[] =>
  (Object.entries(findCauses(report(change))) as [CheckCause, string][])
    .filter(([, finding]) => finding === "suspect")
    .map(([cause]) => cause);

test.each([
  ["a good probe suspects nothing", { ok: true, connectMs: 1 }, []],
  [
    "refused: port, firewall that rejects, nobody listens",
    { reason: "CONNECT_REFUSED" },
    ["settings", "listening", "firewall"],
  ],
  [
    "silence: dropped on the way, down, or too busy",
    { reason: "CONNECT_TIMEOUT" },
    ["securityGroup", "networkAcl", "listening", "firewall", "route", "load"],
  ],
  [
    "UDP, the port refuses: security groups let both ways through",
    { type: "UDP", reason: "PORT_UNREACHABLE" },
    ["settings", "listening", "firewall"],
  ],
  [
    "UDP, no echo: dropped on the way, or down",
    { type: "UDP", reason: "NO_ECHO" },
    ["securityGroup", "networkAcl", "firewall", "route", "load"],
  ],
  [
    "accepted and cut: load, hosts.deny or the program",
    { reason: "CLOSED", connectMs: 1 },
    ["load", "hostsDeny", "answer"],
  ],
  ["no route", { reason: "UNREACHABLE" }, ["route"]],
  ["connected and silent: load, or the page", { reason: "TIMEOUT", connectMs: 1 }, ["load", "answer"]],
  ["another status: path or codes, or the application", { reason: "HTTP_404", connectMs: 1 }, ["settings", "answer"]],
] as const)("%s", (_, change, expected) => expect(suspects(change)).toEqual(expected));

test("an established connection rules out firewall, route and a closed port", () => {
  const { firewall, route, listening } = findCauses(report({ reason: "HTTP_503", connectMs: 2 }));
  expect([firewall, route, listening]).toEqual(["fine", "fine", "fine"]);
});
