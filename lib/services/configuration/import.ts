import { type ConfigurationDiff, ImportInput } from "@/lib/model/configuration";
import { type Context, requireRole } from "../context";
import { audited } from "../mutation";
import { parse } from "../parse";
import { type Applying, applyState, tryState } from "./apply";
import { awaitConfirmation, requireNonePending } from "./confirmation";
import { describeChanges, rowChanges } from "./diff";
import { normalState, readFile } from "./file";
import { putSecrets } from "./put-secrets";
import { requireWholeView } from "./require-whole-view";
import { noSecrets, unsealSecrets } from "./secrets";
import { type ConfigurationState, readState } from "./state";

type Parsed = ReturnType<typeof ImportInput.parse>;

/** Makes the configuration that of a file: what the file does not have is deleted. */
export function importConfiguration(ctx: Context, raw: ImportInput): { generation: number; diff: ConfigurationDiff } {
  const asked = { confirmWithin: raw.confirmWithin ?? null, characters: raw.text.length };
  return audited(ctx, { event: "import configuration", type: "configuration", input: asked }, () => {
    const applying = readImport(ctx, raw);
    requireNonePending(ctx.db);
    const { generation, changes } = applyState(ctx, applying);
    return { generation, diff: describeChanges(changes) };
  });
}

/** What an import would change, or every reason why it would be refused; nothing is changed. */
export function previewImport(ctx: Context, raw: ImportInput): ConfigurationDiff {
  return describeChanges(tryState(ctx, readImport(ctx, raw)));
}

function readImport(ctx: Context, raw: ImportInput): Applying {
  requireRole(ctx, "admin");
  requireWholeView(ctx);
  const input = parse(ImportInput, raw);
  return {
    target: targetOf(ctx, input),
    event: "import configuration",
    after: { confirmWithin: input.confirmWithin },
    also: (mutation) => input.confirmWithin !== null && awaitConfirmation(ctx, mutation, input.confirmWithin),
  };
}

/** The file's configuration; rows that say what is in force already are those in force, whatever version wrote them. */
function targetOf(ctx: Context, { text, passphrase }: Parsed): ConfigurationState {
  const { state, secrets } = readFile(text);
  const current = readState(ctx.db);
  const given = secrets === null || passphrase === "" ? noSecrets : unsealSecrets(secrets, passphrase);
  const normal = normalState(current);
  const target = putSecrets(state, given, normal);
  const differing = new Set(rowChanges(normal, target).map(({ entry, id }) => `${entry.section} ${id}`));
  return new Map(
    [...target].map(([section, rows]) => [
      section,
      new Map(
        [...rows].map(([id, row]) => {
          const held = current.get(section)?.get(id);
          return [id, held === undefined || differing.has(`${section} ${id}`) ? row : held];
        }),
      ),
    ]),
  );
}
