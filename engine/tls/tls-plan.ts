import type { NativeContext } from "./bindings";

/** What a listener's TLS is made of, compiled: contexts hold the parsed certificates and keys. */
export interface TlsPlan {
  readonly defaultContext: NativeContext;
  /** By host name, and by what follows `*.` (L7-11). */
  readonly exact: ReadonlyMap<string, NativeContext>;
  readonly wildcard: ReadonlyMap<string, NativeContext>;
  /** All of them, for ticket keys. */
  readonly contexts: readonly NativeContext[];
  readonly asksClient: boolean;
  readonly requiresClient: boolean;
  /** Members are told of the client's certificate. */
  readonly clientHeaders: boolean;
  /** HTTP/2 is offered (L7-06). */
  readonly http2: boolean;
  /** ALPN's list of protocols, each with its length before it. */
  readonly alpn: Buffer;
}

/** The context for a name that a client asked for; null: the default one. */
export function contextFor(plan: TlsPlan, name: string): NativeContext | null {
  if (name === "") return null;
  const host = name.toLowerCase();
  const found = plan.exact.get(host);
  if (found !== undefined) return found;
  const dot = host.indexOf(".");
  return dot > 0 ? (plan.wildcard.get(host.slice(dot + 1)) ?? null) : null;
}
