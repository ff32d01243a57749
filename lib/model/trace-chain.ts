/** What a walk over the chain of audit events found. */
export interface ChainVerdict {
  /** Events that hang together, up to the first that does not. */
  events: number;
  /** Events from before there was a chain: nothing is known of them. */
  unchained: number;
  /** Hash of the last good event; who keeps it elsewhere can tell later whether everything was written anew. */
  head: string;
  /** The first event that does not fit, or that the newest are missing. */
  broken: { id: string; at: number; event: string } | "end" | null;
}
