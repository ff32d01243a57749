import * as z from "zod";
import { GroupChoice } from "./group-choice";
import { PolicyStep } from "./l7policy";
import { Id } from "./text";

/** What "add forwarding policy" writes in one transaction: the policy and its group, existing or new (FP-15). */
export const CreateL7PolicyChainInput = z.object({ listenerId: Id, policy: PolicyStep, pool: GroupChoice });
export type CreateL7PolicyChainInput = z.input<typeof CreateL7PolicyChainInput>;
