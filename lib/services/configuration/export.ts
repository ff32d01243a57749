import { ExportInput } from "@/lib/model/configuration";
import { type Context, requireRole } from "../context";
import { audited, recordTrace } from "../mutation";
import { parse } from "../parse";
import { currentGeneration } from "../settings";
import { normalState, writeFile } from "./file";
import { takeSecrets } from "./put-secrets";
import { requireWholeView } from "./require-whole-view";
import { sealSecrets } from "./secrets";
import { readState } from "./state";

/**
 * The whole configuration as one YAML file. Private keys, passwords and addresses of hooks are in it only under a
 * passphrase; without one a file can be imported where they are held already.
 */
export function exportConfiguration(ctx: Context, raw: ExportInput = {}): string {
  const input = { withSecrets: raw.passphrase !== undefined && raw.passphrase !== "" };
  return audited(ctx, { event: "export configuration", type: "configuration", input }, () => {
    requireRole(ctx, "admin");
    requireWholeView(ctx);
    const { passphrase } = parse(ExportInput, raw);
    const state = readState(ctx.db);
    const text = writeFile(normalState(state), passphrase === "" ? null : sealSecrets(takeSecrets(state), passphrase));
    const generation = currentGeneration(ctx.db);
    recordTrace(ctx, {
      event: "export configuration",
      resource: { type: "configuration", id: String(generation), name: "" },
      after: { generation, ...input },
    });
    return text;
  });
}
