import * as z from "zod";
import { Ipv4 } from "./address";
import type { Algorithm, PersistenceType } from "./pool";
import { rule } from "./rule";
import { QuestionHeaders, QuestionUrl } from "./route-question";
import { Id } from "./text";

/** What would become of a request on a listener? Layer 4 knows `client`, `announced` and `via` alone. */
export const PassageQuestion = z.object({
  listenerId: Id,
  /** Source address of the connection. */
  client: Ipv4,
  /** Whom the PROXY protocol header of the connection announces; null: it brings none. */
  announced: Ipv4.nullable().default(null),
  /** It comes to the load balancer's private address, or to its EIP. */
  via: z.enum(["private", "public"]).default("private"),
  method: z
    .string()
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/, { error: rule("requestMethod") })
    .default("GET"),
  /** Without a domain the request names the load balancer's address. */
  url: QuestionUrl.default("/"),
  headers: QuestionHeaders,
});
export type PassageQuestion = z.input<typeof PassageQuestion>;

export type PassageStop =
  | "source"
  | "proxyHeader"
  | "limit"
  | "sourceLimit"
  | "accessList"
  | "malformed"
  | "redirect"
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
  /** What the listener speaks; null: layer 4. */
  scheme: "http" | "https" | null;
  /** The question's URL names the other scheme. */
  otherScheme: boolean;
  /** As it was asked about. */
  method: string;
  /** Who opens the connection. */
  peer: string;
  /** Whom the request is from: the peer, or whom a trusted proxy announces or names. */
  client: string;
  behindProxy: boolean;
  awaitsProxyHeader: boolean;
  accessList: { ranges: number; admits: boolean } | null;
  connections: { open: number; limit: number } | null;
  /** Those of the peer's address; null: one may have any number. */
  ofSource: { open: number; limit: number } | null;
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
