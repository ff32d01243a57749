/** Where a request stands. */
export const Phase = {
  /** The head is here and the body's first byte is not: no member's connection is taken yet. */
  waiting: 0,
  connecting: 1,
  /** Sent, as far as it is here; no byte of the answer's head has been passed on. */
  forwarding: 2,
  responding: 3,
  tunnel: 4,
  over: 5,
} as const;
