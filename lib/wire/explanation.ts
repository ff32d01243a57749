import * as z from "zod";
import { RouteExplanation } from "./route-explanation";

/** A request as somebody tells it, for a whole listener to judge. Of layer 4 only `client` and `address` count. */
export const AskedPassage = z.object({
  /** Who opens the connection: an IPv4 address. */
  client: z.string().max(64),
  /** Address of the listener that it is opened to. */
  address: z.string().max(64),
  /** Whom the connection's PROXY protocol header announces; empty: it brings none. */
  announced: z.string().max(64).default(""),
  method: z.string().max(32),
  /** With or without a port; empty: the request brings no Host. */
  host: z.string().max(300),
  /** With or without a query. */
  path: z.string().max(8192),
  headers: z.array(z.tuple([z.string().max(255), z.string().max(8192)])).max(100),
});
export type AskedPassage = z.infer<typeof AskedPassage>;

/** Why a member may or may not get new requests now; the first that holds, in this order. */
const memberStandings = [
  "disabled",
  "weightZero",
  "draining",
  "unhealthy",
  "firstCheck",
  "ejected",
  "eligible",
] as const;

/** What became of a session that the request might belong to. */
const sessionOutcomes = [
  /** The request brings no cookie, or the source has no session. */
  "none",
  /** The cookie is forged, expired or of no session that is known. */
  "unknown",
  /** Its member takes no requests: the request goes to another. */
  "unfit",
  /** The request goes to its member. */
  "kept",
] as const;

/** Why a request ends before a member is chosen. */
const passageStops = [
  /** The address answers other sources only: reset, or dropped. */
  "source",
  /** The PROXY protocol header that the peer has to begin with is missing: reset. */
  "proxyHeader",
  /** The listener holds as many connections as it may. */
  "limit",
  /** The peer's address holds as many of them as one may. */
  "sourceLimit",
  /** The access list has not got the client. */
  "accessList",
  /** The request is no HTTP that the listener takes: answered with `status`. */
  "malformed",
  /** The listener sends everybody to HTTPS: answered with 301. */
  "redirect",
  /** A policy answers by itself. */
  "policy",
  "noGroup",
  "groupDisabled",
  "noMember",
  "noHealthyMember",
] as const;

/** What one worker would do with a request, step by step. Nothing is changed by asking. */
export const PassageExplanation = z.object({
  /** Whom the request is from: the peer, or whom a trusted proxy names. */
  client: z.string(),
  behindProxy: z.boolean(),
  /** The peer has to begin with a PROXY protocol header: `client` is whom it announces. */
  awaitsProxyHeader: z.boolean(),
  /** Null: nobody is kept out. Ranges in the access list, and whether the client is in it. */
  accessList: z.object({ ranges: z.number(), admits: z.boolean() }).nullable(),
  /** Null: without limit. */
  connections: z.object({ open: z.number(), limit: z.number() }).nullable(),
  /** The same of the peer's address. */
  ofSource: z.object({ open: z.number(), limit: z.number() }).nullable(),
  stop: z.enum(passageStops).nullable(),
  /** Status of the balancer's own answer; 0: none, or the connection is reset without one. */
  status: z.number(),
  /** Where a redirect or a redirecting policy leads; else empty. */
  location: z.string(),
  poolId: z.string().nullable(),
  session: z
    .object({
      type: z.enum(["SOURCE_IP", "HTTP_COOKIE", "APP_COOKIE"]),
      cookieName: z.string(),
      /** The request brings the cookie. */
      given: z.boolean(),
      outcome: z.enum(sessionOutcomes),
      memberId: z.string().nullable(),
    })
    .nullable(),
  members: z.array(
    z.object({
      memberId: z.string(),
      /** As it counts now: grows during slow start. */
      weight: z.number(),
      /** Requests or connections that it holds, on all workers. */
      held: z.number(),
      standing: z.enum(memberStandings),
    }),
  ),
  /** The member that would get the request; null: none. */
  memberId: z.string().nullable(),
});
export type PassageExplanation = z.infer<typeof PassageExplanation>;

/** Answer to `explain`. */
export const Explanation = z.object({
  /** What each worker says; which of them takes a connection is the kernel's choice. */
  workers: z.array(PassageExplanation).min(1),
  /** What the policies say; null: layer 4, none, or the request does not get that far. */
  route: RouteExplanation.nullable(),
});
export type Explanation = z.infer<typeof Explanation>;
