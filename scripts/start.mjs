import { mkdirSync } from "node:fs";
import { exposureWarning, isExposed } from "./lib/exposure.mjs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";
import { ensureBuilt, ensureInstalled } from "./prepare.mjs";
import { supervise } from "./supervise.mjs";

const data = dataDirectory();
const host = process.env.EVENKEEL_HOST ?? "127.0.0.1";
const port = process.env.EVENKEEL_PORT ?? "3000";

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  console.error(`evenkeel: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

mkdirSync(data, { recursive: true, mode: 0o700 });
const env = {
  EVENKEEL_DATA: data,
  EVENKEEL_HOST: host,
  EVENKEEL_PORT: port,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
};
const supervisor = supervise([
  { name: "engine", args: ["--enable-source-maps", inRoot(".build/engine/main.mjs")], env },
  { name: "console", args: [inRoot("node_modules/next/dist/bin/next"), "start", "-H", host, "-p", port], env },
]);
console.log(`evenkeel: console at http://${host}:${port} (data in ${data})`);
if (isExposed(host)) console.warn(exposureWarning(host));

const stop = async () => {
  await supervisor.stop();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("SIGHUP", stop);
