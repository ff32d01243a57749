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

/** The causes of the guide's list (10.6.1), in its order. */
export const checkCauses = ["settings", "firewall", "listening", "route", "load", "answer"] as const;
export type CheckCause = (typeof checkCauses)[number];

/** What a probe says of a cause: it is not the reason, it is likely, or nothing was seen of it. */
export type Finding = "fine" | "suspect" | "unseen";

/** Reads from one probe which causes it rules out and which it points to (HC-18). */
export function findCauses({ ok, reason, type, connectMs }: ProbeReport): Record<CheckCause, Finding> {
  const connected = connectMs !== null;
  const refused = reason === "CONNECT_REFUSED";
  const silent = reason === "CONNECT_TIMEOUT";
  const answered = reason.startsWith("HTTP_") || reason === "BAD_ANSWER";
  const broken = reason === "TIMEOUT" || reason === "RESET" || reason === "CLOSED";
  const suspect = (likely: boolean, fine: boolean): Finding => {
    if (ok || fine) return "fine";
    return likely ? "suspect" : "unseen";
  };
  return {
    settings: suspect(refused || answered, false),
    firewall: suspect(silent || refused || (broken && type === "UDP"), connected),
    listening: suspect(refused || silent, connected),
    route: suspect(reason === "UNREACHABLE" || silent, connected || refused),
    load: suspect(broken || silent, refused || answered),
    answer: type === "HTTP" ? suspect(answered || broken, false) : "unseen",
  };
}
