import { parseDocument, stringify } from "yaml";
import { type ConfigurationRow, configurationTables } from "@/lib/db/configuration-tables";
import { type ConfigurationSection, configurationSections } from "@/lib/model/configuration";
import type { FieldError } from "@/lib/model/rule";
import { rule } from "@/lib/model/rule";
import { invalidField } from "../errors";
import { collect, refuse } from "./check";
import { readRow } from "./read-row";
import { SealedSecrets } from "./secrets";
import { type ConfigurationState, sorted } from "./state";

/** Of the file, not of the product: it grows when an old reader would read a new file wrongly. */
const format = "evenkeel/1";

/** Properties that follow from others, or that a file holds only under a passphrase. */
const left: Partial<Record<ConfigurationSection, readonly string[]>> = {
  certificates: ["facts", "sealedKey"],
  alarmTargets: ["sealed", "origin", "hasSecret"],
  logTransfers: ["sealedSecret"],
};

/** Stand in for what a file leaves out until the secrets are put in. */
const placeholders: Partial<Record<ConfigurationSection, ConfigurationRow>> = {
  certificates: { facts: null, sealedKey: null },
  alarmTargets: { sealed: "", origin: "", hasSecret: false },
  logTransfers: { sealedSecret: "" },
};

/** Rows as their services would store them today; what an older version stored in its own way stays as it is. */
export function normalState(state: ConfigurationState): ConfigurationState {
  return new Map(
    configurationTables.map((entry) => {
      const rows = [...(state.get(entry.section)?.values() ?? [])].map((row) => {
        try {
          return readRow(entry, row);
        } catch {
          return row;
        }
      });
      return [entry.section, sorted(entry, rows)];
    }),
  );
}

/** The whole configuration as YAML: one list a section, in the order of making. */
export function writeFile(state: ConfigurationState, secrets: SealedSecrets | null): string {
  const sections = configurationSections.map((section) => {
    const rows = [...(state.get(section)?.values() ?? [])];
    if (section === "settings") return [section, Object.fromEntries(rows.map(({ key, value }) => [key, value]))];
    const without = new Set(left[section]);
    return [
      section,
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([property]) => !without.has(property)))),
    ];
  });
  const file = { format, ...Object.fromEntries(sections), ...(secrets === null ? {} : { secrets }) };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

export interface ConfigurationFile {
  /** Without what {@link writeFile} leaves out. */
  state: ConfigurationState;
  secrets: SealedSecrets | null;
}

/**
 * Reads a file, every row by the rules of its service.
 * @throws ServiceError: no YAML (with the line), another format, or the rows that break a rule
 */
export function readFile(text: string): ConfigurationFile {
  const file = readYaml(text);
  if (file.format !== format) throw invalidField("text", rule("fileFormat", { format }));
  const known = new Set<string>(["format", "secrets", ...configurationSections]);
  const unknown = Object.keys(file).find((key) => !known.has(key));
  if (unknown !== undefined) throw invalidField(unknown.slice(0, 100), rule("unknownField"));
  const problems: FieldError[] = [];
  const state = new Map(
    configurationTables.map((entry) => {
      const rows = new Map<number, ConfigurationRow>();
      for (const [index, raw] of rowsOf(entry.section, file[entry.section]).entries()) {
        collect(problems, entry.section, raw, () => {
          rows.set(index, readRow(entry, { ...raw, ...placeholders[entry.section] }));
        });
      }
      const whole = sorted(entry, rows.values());
      if (whole.size < rows.size) problems.push({ path: entry.section, rule: rule("idTwice") });
      return [entry.section, whole] as const;
    }),
  );
  refuse(problems);
  const sealed = file.secrets === undefined ? null : SealedSecrets.safeParse(file.secrets);
  if (sealed !== null && !sealed.success) throw invalidField("secrets", rule("invalid"));
  return { state, secrets: sealed?.data ?? null };
}

/** Aliases are refused: nobody needs them here, and a few of them make a file as large as one likes. */
function readYaml(text: string): Record<string, unknown> {
  const document = parseDocument(text, { schema: "core", uniqueKeys: true, logLevel: "silent", prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = text.slice(0, broken.pos[0]).split("\n").length;
    throw invalidField("text", rule("yamlInvalid", { line, reason: broken.code }));
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    throw invalidField("text", rule("yamlAlias"));
  }
  if (!isObject(value)) throw invalidField("text", rule("fileFormat", { format }));
  return value;
}

function rowsOf(section: ConfigurationSection, value: unknown): ConfigurationRow[] {
  if (value === undefined || value === null) return [];
  if (section === "settings" && isObject(value))
    return Object.entries(value).map(([key, one]) => ({ key, value: one }));
  if (section !== "settings" && Array.isArray(value) && value.every(isObject)) return value;
  throw invalidField(section, rule("invalid"));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
