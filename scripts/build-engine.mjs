import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Bundles the engine's two entries, main and worker, and the console's reader of logs into `outdir` (default `.build/engine`) as ESM for Node 20. koffi
 * stays outside: it holds a native binary. Answers the path of main.mjs.
 */
export async function buildEngine({ outdir = join(root, ".build/engine") } = {}) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: join(root, "engine/main.ts"),
      worker: join(root, "engine/workers/worker.ts"),
      "log-reader": join(root, "lib/logs/reader-main.ts"),
    },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "linked",
    tsconfig: join(root, "tsconfig.json"),
    external: ["koffi"],
    define: { EVENKEEL_VERSION: JSON.stringify(version) },
    banner: {
      js: 'import { createRequire as evenkeelRequire } from "node:module"; const require = evenkeelRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  return join(resolve(outdir), "main.mjs");
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  console.log(await buildEngine({ outdir: process.argv[2] }));
}
