import * as z from "zod";
import { GroupChoice } from "./group-choice";
import { ListenerStep } from "./listener";
import { Id } from "./text";

/** What the listener wizard writes in one transaction: listener, group, health check, servers (LS-05). */
export const CreateListenerChainInput = z.object({
  loadBalancerId: Id,
  listener: ListenerStep,
  pool: GroupChoice,
  /** HTTPS listener that every request is redirected to: then the group step is left out (LS-08). */
  redirectListenerId: Id.nullable().default(null),
});
export type CreateListenerChainInput = z.input<typeof CreateListenerChainInput>;
