import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { inRoot } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";
import { fingerprint, isFresh, writeStamp } from "./lib/stamp.mjs";

const lockFile = inRoot("package-lock.json");
const marker = inRoot("node_modules", ".evenkeel-lock");

/** Installs the packages of package-lock.json when node_modules is missing or older. */
export async function ensureInstalled() {
  const lock = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === lock) return;
  const hidden = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(hidden) || statSync(hidden).mtimeMs < statSync(lockFile).mtimeMs) {
    console.log(
      "evenkeel: installing packages (the first time compiles SQLite where no prebuilt fits, a minute or two)",
    );
    // Not `npm ci`: it insists on lock entries for other platforms' optional binaries, which a mirror may not carry.
    const code = await run("npm", [
      "install",
      "--no-save",
      "--include=dev",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]);
    if (code !== 0) throw new Error(`npm install failed with exit code ${code}`);
  }
  writeFileSync(marker, lock);
}

const consoleSources = [
  "app",
  "components",
  "lib",
  "public",
  "drizzle",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
];
const shared = ["package-lock.json", "tsconfig.json", "postcss.config.mjs"];

/** Builds console and engine when their sources changed since the last build. */
export async function ensureBuilt() {
  const engine = fingerprint(["engine", "lib/model", "lib/wire", "lib/logs", "scripts/build-engine.mjs", ...shared]);
  if (!isFresh("engine", engine) || !existsSync(inRoot(".build/engine/main.mjs"))) {
    console.log("evenkeel: building the engine");
    const { buildEngine } = await import("./build-engine.mjs");
    await buildEngine();
    writeStamp("engine", engine);
  }
  const web = fingerprint([...consoleSources, ...shared]);
  if (!isFresh("console", web) || !existsSync(inRoot(".next/BUILD_ID"))) {
    console.log("evenkeel: building the console");
    const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    const code = await run(process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], { env });
    if (code !== 0) throw new Error(`next build failed with exit code ${code}`);
    writeStamp("console", web);
  }
}
