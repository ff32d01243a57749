import * as z from "zod";
import { rule } from "./rule";
import { Id } from "./text";

/** What a forwarding policy does with a request that its rules match (FP-07, L7-20). */
export const L7PolicyAction = z.enum(
  ["REDIRECT_TO_POOL", "REDIRECT_TO_LISTENER", "REDIRECT_TO_URL", "REDIRECT_PREFIX", "REJECT"],
  {
    error: rule("l7PolicyAction"),
  },
);
export type L7PolicyAction = z.infer<typeof L7PolicyAction>;

/** Forwarding policy of an HTTP or HTTPS listener; a redirect is one too. */
export const L7Policy = z.object({
  id: Id,
  listenerId: Id,
  name: z.string(),
  description: z.string(),
  action: L7PolicyAction,
  redirectPoolId: Id.nullable(),
  redirectListenerId: Id.nullable(),
  redirectUrl: z.string().nullable(),
  redirectPrefix: z.string().nullable(),
  redirectHttpCode: z.number().nullable(),
  position: z.number(),
  enabled: z.boolean(),
});
export type L7Policy = z.infer<typeof L7Policy>;
