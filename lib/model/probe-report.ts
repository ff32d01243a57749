import * as z from "zod";

/** One probe as it went, for people: what was sent and the beginning of what came, at most 512 characters each. */
export const ProbeReport = z.object({
  address: z.string(),
  port: z.number(),
  type: z.enum(["TCP", "HTTP", "UDP"]),
  timeoutMs: z.number(),
  /** Address of this host that the probe came from; empty where the system gave none. */
  source: z.string(),
  /** From the beginning to the established connection; null: there was none. */
  connectMs: z.number().nullable(),
  sent: z.string(),
  received: z.string(),
  /** Codes that are good; empty where none is asked for. */
  expected: z.string(),
  durationMs: z.number(),
  ok: z.boolean(),
  /** Reason code such as CONNECT_REFUSED; empty while good. */
  reason: z.string(),
  detail: z.string(),
});
export type ProbeReport = z.infer<typeof ProbeReport>;

/** The causes of the guide's list (10.6.1), in its order; the answer of the application comes last. */
export const checkCauses = [
  "settings",
  "securityGroup",
  "networkAcl",
  "listening",
  "firewall",
  "route",
  "load",
  "hostsDeny",
  "answer",
] as const;
export type CheckCause = (typeof checkCauses)[number];

/** What a probe says of a cause: it is not the reason, it is likely, or nothing was seen of it. */
export type Finding = "fine" | "suspect" | "unseen";

/** Reads from one probe which causes it rules out and which it points to (HC-18). */
export function findCauses({ ok, reason, type, connectMs }: ProbeReport): Record<CheckCause, Finding> {
  const connected = connectMs !== null;
  // Somebody said no: packets go both ways.
  const refused = reason === "CONNECT_REFUSED" || reason === "PORT_UNREACHABLE";
  const silent = reason === "CONNECT_TIMEOUT" || reason === "NO_ECHO";
  const answered = reason.startsWith("HTTP_") || reason === "BAD_ANSWER";
  const cut = reason === "RESET" || reason === "CLOSED";
  const broken = cut || reason === "TIMEOUT";
  const suspect = (likely: boolean, fine: boolean): Finding => {
    if (ok || fine) return "fine";
    return likely ? "suspect" : "unseen";
  };
  // Security groups and network ACLs drop; only a firewall of the server itself may refuse.
  const dropped = suspect(silent, connected || refused);
  return {
    settings: suspect(refused || answered, false),
    securityGroup: dropped,
    networkAcl: dropped,
    // An echo is answered by the system, whoever listens.
    listening: suspect(refused || reason === "CONNECT_TIMEOUT", connected),
    firewall: suspect(silent || refused, connected),
    route: suspect(reason === "UNREACHABLE" || silent, connected || refused),
    load: suspect(broken || silent, refused || answered),
    // Programs that ask hosts.deny accept the connection and cut it.
    hostsDeny: type === "UDP" ? "unseen" : suspect(cut, answered || refused),
    answer: type === "HTTP" ? suspect(answered || broken, false) : "unseen",
  };
}
