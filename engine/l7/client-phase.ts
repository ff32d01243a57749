/** What the bytes of a client mean now. */
export const ClientPhase = {
  /** Waiting for a head, or in the middle of one. */
  head: 0,
  /** The exchange's request body. */
  body: 1,
  /** The request is complete and its answer is not: bytes are kept for the next one. */
  answer: 2,
  /** After 101: bytes belong to the upgraded protocol. */
  tunnel: 3,
  /** We have said our last: bytes are thrown away so that closing loses no answer. */
  linger: 4,
  closed: 5,
} as const;
