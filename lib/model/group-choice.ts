import * as z from "zod";
import { HealthMonitorStep } from "./healthmonitor";
import { MemberInput } from "./member";
import { PoolStep } from "./pool";
import { rule } from "./rule";

/** The group step of a wizard: one that is there, or a new one with its health check and servers (LS-05, FP-15). */
export const GroupChoice = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("new"),
    pool: PoolStep,
    healthMonitor: HealthMonitorStep,
    members: z
      .array(MemberInput)
      .max(500, { error: rule("tooMany", { max: 500 }) })
      .superRefine((members, context) => {
        const seen = new Set<string>();
        for (const [index, member] of members.entries()) {
          const key = `${member.address} ${member.port}`;
          if (seen.has(key)) {
            context.addIssue({
              code: "custom",
              path: [index, "port"],
              message: rule("duplicateMember", { address: member.address, port: member.port }),
            });
          }
          seen.add(key);
        }
      })
      .default([]),
  }),
  z.object({ kind: z.literal("existing"), poolId: z.uuid({ error: rule("required") }) }),
]);
