/** 32-bit FNV-1a of a text's characters, mixed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash >>> 0, 0);
}

/** Two 32-bit numbers to one, every bit depending on all (murmur3's finalizer, twice). */
export function mix(a: number, b: number): number {
  return finalize((finalize(a) ^ b) >>> 0);
}

function finalize(value: number): number {
  let hash = value;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}
