/** What policies look at. Read on demand: a condition asks only for what it names. */
export interface RequestFacts {
  /** Host in lower case without its port (FP-12); empty where there is none. */
  readonly host: string;
  /** Path as it was sent, without the query (FP-12). */
  readonly path: string;
  /** Values of every line of the header `name` (lower case), in order. */
  header(name: string): readonly string[];
  /** Value of the first cookie of that name, or null. */
  cookie(name: string): string | null;
}

/** A host as policies see it: without its port, in lower case (FP-12). `authority` is a host with or without a port. */
export function hostName(authority: string): string {
  const colon = authority.indexOf(":", authority.lastIndexOf("]") + 1);
  return (colon < 0 ? authority : authority.slice(0, colon)).toLowerCase();
}

/** The path of a request target, without its query (FP-12); `/` where it has none. */
export function pathOf(target: string): string {
  const query = target.indexOf("?");
  const path = query < 0 ? target : target.slice(0, query);
  return path === "" ? "/" : path;
}
