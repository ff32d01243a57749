/** Bits of each byte's code, then of the end of a string (RFC 7541 appendix B). The codes themselves follow from them. */
const codeBits = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6,
  5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23,
  22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22,
  23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26,
  20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27,
  27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27,
  27, 27, 27, 26, 30,
];
const endOfString = 256;
const longestCode = 30;

/** Codes of one length are consecutive, in the order of their symbols. */
const codes = buildCodes();

function buildCodes(): Uint32Array {
  const found = new Uint32Array(codeBits.length);
  let next = 0;
  for (let bits = 1; bits <= longestCode; bits++) {
    next *= 2;
    for (let symbol = 0; symbol < codeBits.length; symbol++) if (codeBits[symbol] === bits) found[symbol] = next++;
  }
  return found;
}

const none = -1;
const broken = -2;

/** A machine that reads four bits a step: at most one symbol is complete with each. */
const { nextState, symbolOf, mayEnd } = buildMachine();

function buildMachine(): { nextState: Int16Array; symbolOf: Int16Array; mayEnd: Uint8Array } {
  // Inner nodes of the tree of codes: two children each, which are nodes, or symbols as -1 - symbol.
  const nodes: [number, number][] = [[0, 0]];
  for (let symbol = 0; symbol < codeBits.length; symbol++) {
    let node = 0;
    for (let bit = (codeBits[symbol] as number) - 1; bit >= 0; bit--) {
      const side = ((codes[symbol] as number) >>> bit) & 1;
      const children = nodes[node] as [number, number];
      if (bit === 0) children[side] = -1 - symbol;
      else {
        if (children[side] === 0) children[side] = nodes.push([0, 0]) - 1;
        node = children[side] as number;
      }
    }
  }
  const states = new Int16Array(nodes.length * 16);
  const symbols = new Int16Array(nodes.length * 16).fill(none);
  for (let state = 0; state < nodes.length; state++) {
    for (let nibble = 0; nibble < 16; nibble++) {
      let node = state;
      for (let bit = 3; bit >= 0; bit--) {
        const child = (nodes[node] as [number, number])[(nibble >>> bit) & 1] as number;
        if (child >= 0) node = child;
        else {
          symbols[state * 16 + nibble] = child === -1 - endOfString ? broken : -1 - child;
          node = 0;
        }
      }
      states[state * 16 + nibble] = node;
    }
  }
  // Padding is at most seven bits of the code that ends a string: ones.
  const ends = new Uint8Array(nodes.length);
  let node = 0;
  for (let bits = 0; bits <= 7; bits++) {
    ends[node] = 1;
    node = (nodes[node] as [number, number])[1];
  }
  return { nextState: states, symbolOf: symbols, mayEnd: ends };
}

/**
 * Decodes a string into `out`, whose room is the caller's care: 8/5 of its bytes at most. Gives how many bytes that
 * were, or -1: it is not padded as it must be, or contains the end (RFC 7541 5.2).
 */
export function decodeHuffman(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let state = 0;
  let to = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    for (let shift = 4; shift >= 0; shift -= 4) {
      const step = (state << 4) | ((byte >>> shift) & 15);
      const symbol = symbolOf[step] as number;
      if (symbol >= 0) out[to++] = symbol;
      else if (symbol === broken) return -1;
      state = nextState[step] as number;
    }
  }
  return mayEnd[state] === 1 ? to : -1;
}

/** Bytes that a string of characters 0–255 has when it is encoded. */
export function huffmanLength(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits += codeBits[text.charCodeAt(i) & 255] as number;
  return (bits + 7) >>> 3;
}

/** Encodes a string of characters 0–255 from `at`. Gives the index after it. */
export function encodeHuffman(text: string, out: Uint8Array, at: number): number {
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const symbol = text.charCodeAt(i) & 255;
    let left = codeBits[symbol] as number;
    const code = codes[symbol] as number;
    while (left > 0) {
      const taken = Math.min(8 - bits, left);
      left -= taken;
      held = (held << taken) | ((code >>> left) & ((1 << taken) - 1));
      bits += taken;
      if (bits === 8) {
        out[at++] = held;
        held = 0;
        bits = 0;
      }
    }
  }
  if (bits > 0) out[at++] = (held << (8 - bits)) | ((1 << (8 - bits)) - 1);
  return at;
}
