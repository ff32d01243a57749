/** Elements of a comma-separated list of tokens, in lower case without empty ones; null when an element is no token. */
export function tokenList(value: string): string[] | null {
  const tokens: string[] = [];
  for (const part of value.split(",")) {
    const token = part.trim().toLowerCase();
    if (token === "") continue;
    if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(token)) return null;
    tokens.push(token);
  }
  return tokens;
}

/** A Content-Length of digits alone, or -1 (RFC 9110 8.6; beyond 2^53 is refused). */
export function parseLength(bytes: Uint8Array, start: number, end: number): number {
  if (end === start || end - start > 32) return -1;
  let length = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    length = length * 10 + digit;
    if (length > Number.MAX_SAFE_INTEGER) return -1;
  }
  return length;
}
