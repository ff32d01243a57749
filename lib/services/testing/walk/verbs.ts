import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** An exported function of a service that somebody may ask for: `resource/file.name`. */
export interface FoundVerb {
  key: string;
  file: string;
  name: string;
  /** Its refusal is an event of the audit. */
  audited: boolean;
}

const services = path.resolve("lib/services");
/** What works inside another verb's transaction is no verb: nobody outside has one. */
const inner = /\b(Mutation|Reader)\b/;

/** Every verb that there is, read from the source: a new one is found by itself. */
export function findVerbs(): FoundVerb[] {
  return readdirSync(services, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "testing")
    .flatMap(({ name: folder }) =>
      readdirSync(path.join(services, folder))
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
        .flatMap((file) => verbsOf(`${folder}/${file}`)),
    );
}

function verbsOf(file: string): FoundVerb[] {
  const text = readFileSync(path.join(services, file), "utf8");
  const heads = text.matchAll(/^export (?:async )?function (\w+)(?:<[^(]*>)?\(([^)]*)/gm);
  return [...heads].flatMap(({ 1: name = "", 2: parameters = "", index }) => {
    if (!/^\s*(\w+|\{[^}]*\}): Context\b/.test(parameters) || inner.test(parameters)) return [];
    const rest = text.slice(index);
    const body = rest.slice(0, rest.indexOf("\n}"));
    return [{ key: `${file.slice(0, -3)}.${name}`, file, name, audited: body.includes("audited(") }];
  });
}
