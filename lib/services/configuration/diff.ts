import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type ConfigurationRow, type ConfigurationTable, configurationTables } from "@/lib/db/configuration-tables";
import type { ConfigurationDiff, ObjectChange } from "@/lib/model/configuration";
import { changesBetween } from "@/lib/model/trace-changes";
import type { ConfigurationState } from "./state";

/** Objects that a comparison spells out. */
const mostObjects = 500;

export interface RowChange {
  entry: ConfigurationTable;
  id: string;
  before: ConfigurationRow | undefined;
  after: ConfigurationRow | undefined;
}

/** Every row that is not the same in both, sections in their order. */
export function rowChanges(from: ConfigurationState, to: ConfigurationState): RowChange[] {
  return configurationTables.flatMap((entry) => {
    const [before, after] = [from.get(entry.section) ?? new Map(), to.get(entry.section) ?? new Map()];
    return [...new Set([...before.keys(), ...after.keys()])]
      .map((id): RowChange => ({ entry, id, before: before.get(id), after: after.get(id) }))
      .filter((change) => !isDeepStrictEqual(change.before, change.after));
  });
}

/** The same for people: object by object, field by field, without secrets. */
export function describeChanges(changes: readonly RowChange[]): ConfigurationDiff {
  const diff: ConfigurationDiff = { created: 0, changed: 0, deleted: 0, objects: [] };
  for (const change of changes) {
    const kind = kindOf(change);
    diff[kind] += 1;
    if (diff.objects.length < mostObjects) diff.objects.push(describe(change, kind));
  }
  return diff;
}

export function kindOf({ before, after }: Pick<RowChange, "before" | "after">): ObjectChange["kind"] {
  if (before === undefined) return "created";
  return after === undefined ? "deleted" : "changed";
}

function describe({ entry, id, before, after }: RowChange, kind: ObjectChange["kind"]): ObjectChange {
  return {
    section: entry.section,
    id,
    name: nameOf(after ?? before ?? {}),
    kind,
    fields: changesBetween(shown(entry, before), shown(entry, after)),
  };
}

/** What people call a row. */
export function nameOf(row: ConfigurationRow): string {
  if (typeof row.address === "string" && typeof row.port === "number") return `${row.address}:${row.port}`;
  const name = [row.name, row.address, row.cidr, row.value, row.key, row.resource].find(
    (text) => typeof text === "string" && text !== "",
  );
  return typeof name === "string" ? name : "";
}

/** Its id, or what stands in for one. */
export function idOf(row: ConfigurationRow): string {
  const id = [row.id, row.key, row.projectId].find((text) => typeof text === "string");
  return typeof id === "string" ? id : "";
}

/** Sealed values as a print that tells whether they are the same; certificates say themselves what they are. */
export function shown(entry: ConfigurationTable, row: ConfigurationRow | undefined): ConfigurationRow | null {
  if (row === undefined) return null;
  const { certificatePem, ...rest } = row;
  void certificatePem;
  return Object.fromEntries(
    Object.entries(rest).map(([property, value]) => [
      property,
      entry.sealed.includes(property) && typeof value === "string" && value !== "" ? printOf(value) : value,
    ]),
  );
}

function printOf(sealed: string): string {
  return `*** ${createHash("sha256").update(sealed).digest("hex").slice(0, 8)}`;
}
