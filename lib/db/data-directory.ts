import { mkdirSync } from "node:fs";
import path from "node:path";

/** `EVENKEEL_DATA`, by default `./data`. */
export function dataDirectory(): string {
  return path.resolve(/* turbopackIgnore: true */ process.cwd(), process.env.EVENKEEL_DATA ?? "data");
}

/** A directory of the installation that only its owner may enter. */
export function privateDirectory(...segments: string[]): string {
  const directory = path.join(dataDirectory(), ...segments);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/** The unix socket that the engine listens on. */
export function engineSocketPath(): string {
  return path.join(dataDirectory(), "run", "engine.sock");
}
