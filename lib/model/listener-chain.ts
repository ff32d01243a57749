import * as z from "zod";
import { HealthMonitorStep } from "./healthmonitor";
import { ListenerStep } from "./listener";
import { MemberInput } from "./member";
import { PoolStep } from "./pool";
import { rule } from "./rule";
import { Id } from "./text";

/** What the listener wizard writes in one transaction: listener, group, health check, servers (LS-05). */
export const CreateListenerChainInput = z.object({
  loadBalancerId: Id,
  listener: ListenerStep,
  pool: z.discriminatedUnion("kind", [
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
  ]),
});
export type CreateListenerChainInput = z.input<typeof CreateListenerChainInput>;
