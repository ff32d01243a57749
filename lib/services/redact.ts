const secret = /^(password|privateKey|private_key|token|secret)$/i;
const maxBytes = 64 * 1024;

/** A copy for the audit log: without secrets, and bounded. */
export function redact(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(value, (key, inner: unknown) => (secret.test(key) || holdsKey(inner) ? "***" : inner));
  if (text === undefined) return null;
  return text.length > maxBytes ? { truncated: text.slice(0, 1024) } : (JSON.parse(text) as unknown);
}

/** People paste keys into every field. */
function holdsKey(value: unknown): boolean {
  return typeof value === "string" && value.includes("PRIVATE KEY-----");
}
