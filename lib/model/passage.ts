import * as z from "zod";
import { Ipv4 } from "./address";
import type { Algorithm, PersistenceType } from "./pool";
import { QuestionHeaders, QuestionUrl } from "./route-question";
import { Id } from "./text";

/** What would become of a request on a listener? Layer 4 knows `client` and `via` alone. */
export const PassageQuestion = z.object({
  listenerId: Id,
  /** Source address of the connection. */
  client: Ipv4,
  /** It comes to the load balancer's private address, or to its EIP. */
  via: z.enum(["private", "public"]).default("private"),
  /** Without a domain the request names the load balancer's address. */
  url: QuestionUrl.default("/"),
  headers: QuestionHeaders,
});
export type PassageQuestion = z.input<typeof PassageQuestion>;

export type PassageStop =
  | "source"
  | "limit"
  | "accessList"
  | "malformed"
  | "policy"
  | "noGroup"
  | "groupDisabled"
  | "noMember"
  | "noHealthyMember";

/** The way of a request through a listener as the engine told it, with names. */
export interface PassageAnswer {
  protocol: "HTTP" | "HTTPS" | "TCP" | "UDP";
  /** `address:port` that it comes to. */
  place: string;
  client: string;
  behindProxy: boolean;
  awaitsProxyHeader: boolean;
  accessList: { ranges: number; admits: boolean } | null;
  connections: { open: number; limit: number } | null;
  /** Where it ends before a server; null: a server gets it. */
  stop: PassageStop | null;
  /** Status of the balancer's own answer; 0: none. */
  status: number;
  location: string;
  /** Null: layer 4, no policies, or it does not get that far. */
  route: { asked: number; policy: { id: string; name: string } | null; tooCostly: boolean } | null;
  group: { id: string; name: string; algorithm: Algorithm } | null;
  session: {
    type: PersistenceType;
    cookieName: string;
    given: boolean;
    outcome: "none" | "unknown" | "unfit" | "kept";
    server: string | null;
  } | null;
  servers: {
    id: string;
    name: string;
    weight: number;
    held: number;
    standing: "disabled" | "weightZero" | "draining" | "unhealthy" | "firstCheck" | "ejected" | "eligible";
    /** Workers of the engine that would choose it. */
    chosenBy: number;
  }[];
  workers: number;
}
