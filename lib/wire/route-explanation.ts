import * as z from "zod";

/** A request as somebody tells it, for policies to judge. */
export const AskedRequest = z.object({
  /** With or without a port. */
  host: z.string().max(300),
  /** With or without a query. */
  path: z.string().max(8192),
  headers: z.array(z.tuple([z.string().max(255), z.string().max(8192)])).max(100),
});
export type AskedRequest = z.infer<typeof AskedRequest>;

/** What the policies of a listener make of a request. */
export const RouteExplanation = z.object({
  /** The policy that takes it; null: none does, and the default group gets it. */
  policyId: z.string().nullable(),
  /** Its expressions take too long on this request: it is refused with 414. */
  tooCostly: z.boolean(),
  /** Every policy that runs, in the order in which they are asked, and whether each of its rules holds. */
  judged: z.array(z.object({ policyId: z.string(), held: z.array(z.boolean()) })),
});
export type RouteExplanation = z.infer<typeof RouteExplanation>;
