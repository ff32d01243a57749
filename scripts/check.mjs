import { ensureInstalled } from "./prepare.mjs";
import { capture } from "./lib/run.mjs";
import { inRoot } from "./lib/paths.mjs";
import { mkdirSync } from "node:fs";

const bin = (name) => inRoot("node_modules/.bin", name);

/** Every static check, side by side: `{ name, passed, output }` each. */
export async function check() {
  mkdirSync(inRoot(".build"), { recursive: true });
  const steps = [
    ["format", bin("biome"), ["format", "."]],
    ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings", "."]],
    ["types", bin("tsc"), ["--noEmit", "-p", "."]],
    ["dead code", bin("knip"), ["--no-progress"]],
  ];
  return Promise.all(
    steps.map(async ([name, command, args]) => {
      const startedAt = Date.now();
      const { code, output } = await capture(command, args);
      const passed = code === 0;
      console.log(`check: ${name} ${passed ? "ok" : "FAILED"} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
      if (!passed) console.log(output);
      return { name, passed };
    }),
  );
}

if (process.argv[1] === inRoot("scripts/check.mjs")) {
  await ensureInstalled();
  const results = await check();
  process.exit(results.every((result) => result.passed) ? 0 : 1);
}
