/** One field that an operation changed; undefined: it was not there. */
export interface FieldChange {
  /** Path of the field, `healthMonitor.intervalS`. */
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** What every change changes, and tells nothing. */
const bookkeeping: ReadonlySet<string> = new Set(["generation", "updatedAt"]);
/** Rows that are shown at most. */
const mostChanges = 200;

/** What differs between two states of an object, in the order of their fields; of one state alone all that it says. */
export function changesBetween(before: unknown, after: unknown): FieldChange[] {
  const [old, fresh] = [new Map<string, string>(), new Map<string, string>()];
  flatten(before, "", old);
  flatten(after, "", fresh);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((path) => old.get(path) !== fresh.get(path))
    .slice(0, mostChanges)
    .map((path) => ({ path, before: old.get(path), after: fresh.get(path) }));
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const [key, part] of Object.entries(value))
      if (!bookkeeping.has(key)) flatten(part, path === "" ? key : `${path}.${key}`, into);
  } else if (value !== undefined && value !== null) {
    into.set(path === "" ? "value" : path, typeof value === "string" ? value : JSON.stringify(value));
  }
}
