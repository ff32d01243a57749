/**
 * A refusal of one field, named by the rule that it breaks. Zod carries it as the message in the form
 * `tooLong?max=255`; screens and the API render it from the message catalogue's `rules` namespace.
 */
export interface Rule {
  key: string;
  values: Record<string, string>;
}

export function rule(key: string, values: Record<string, string | number> = {}): string {
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
  return query === "" ? key : `${key}?${query}`;
}

export function parseRule(message: string): Rule {
  const at = message.indexOf("?");
  if (at < 0) return { key: message, values: {} };
  return { key: message.slice(0, at), values: Object.fromEntries(new URLSearchParams(message.slice(at + 1))) };
}

/** One refused field: `path` in dots (`members.0.weight`), empty for the object as a whole. */
export interface FieldError {
  path: string;
  rule: string;
}
