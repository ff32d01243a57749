import { mkdirSync } from "node:fs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";
import { ensureInstalled } from "./prepare.mjs";
import { supervise } from "./supervise.mjs";

await ensureInstalled();
const data = dataDirectory();
mkdirSync(data, { recursive: true, mode: 0o700 });
const host = process.env.EVENKEEL_HOST ?? "127.0.0.1";
const port = process.env.EVENKEEL_PORT ?? "3000";
const env = { EVENKEEL_DATA: data, EVENKEEL_HOST: host, EVENKEEL_PORT: port, NEXT_TELEMETRY_DISABLED: "1" };

// Both processes reload when their sources change.
const supervisor = supervise([
  {
    name: "engine",
    args: [inRoot("node_modules/tsx/dist/cli.mjs"), "watch", "--clear-screen=false", inRoot("engine/main.ts")],
    env,
  },
  { name: "console", args: [inRoot("node_modules/next/dist/bin/next"), "dev", "-H", host, "-p", port], env },
]);

const stop = async () => {
  await supervisor.stop();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
