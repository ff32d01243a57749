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
