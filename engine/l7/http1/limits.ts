/** Most bytes of a request's head; beyond it 431 (threats: header limits). */
export const maxRequestHead = 32_768;
/** Most header lines of a request; beyond it 431. */
export const maxRequestHeaders = 100;
/** Most characters and most options of all Connection lines of a request: each is looked for in every line. */
export const maxConnection = 1024;
export const maxConnectionOptions = 64;
/** Most bytes of a request target; beyond it 414. */
export const maxTarget = 8192;
/** Bytes of a request's body that must come within the client's timeout, unless the body ends: less is a trickle. */
export const minBodyProgress = 1024;
/** Most bytes of a member's answer head; beyond it 502. */
export const maxResponseHead = 65_536;
export const maxResponseHeaders = 256;
/** Most bytes of a chunk's size line, its extensions included. */
export const maxChunkLine = 4096;
/** Most bytes of chunk extensions of a whole body. */
export const maxChunkExtensions = 16_384;
/** Most bytes of a trailer section. */
export const maxTrailers = 16_384;
