import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** Starts one worker thread. Tests put their own script in its place. */
export type SpawnWorker = (options: WorkerOptions) => Worker;

/** Worker beside the bundle (`worker.mjs`), or the source through tsx in development and tests. */
export const spawnWorker: SpawnWorker = (options) => {
  if (import.meta.url.endsWith(".mjs")) return new Worker(new URL("./worker.mjs", import.meta.url), options);
  return spawnSource(new URL("./worker.ts", import.meta.url), options);
};

/** Runs a TypeScript file as a worker through tsx, which `--import` alone does not bring into threads on Node 20. */
export function spawnSource(file: URL, options: WorkerOptions): Worker {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")).href.replace(
    /dist\/esm\/api\/index\.cjs$/,
    "dist/esm/api/index.mjs",
  );
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(file.href)});
  }).catch((error) => { setImmediate(() => { throw error; }); });`;
  return new Worker(code, { ...options, eval: true });
}
