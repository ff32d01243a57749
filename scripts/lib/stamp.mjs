import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "./paths.mjs";

/** Hash of the contents of files and folders: what a build was made from. */
export function fingerprint(paths) {
  const hash = createHash("sha256").update(process.version);
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else if (!path.endsWith(".test.ts") && !path.endsWith(".test.tsx")) {
      hash.update(path).update(readFileSync(path));
    }
  };
  for (const path of paths) visit(inRoot(path));
  return hash.digest("hex");
}

const stampFile = (name) => inRoot(".build", `${name}.stamp`);

export function isFresh(name, print) {
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), "utf8") === print;
}

export function writeStamp(name, print) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), print);
}
