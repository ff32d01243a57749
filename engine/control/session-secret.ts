import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeFileAtomically } from "./atomic-file";

/**
 * Secret under which balancer cookies are signed: made once a data directory, 0600, so that sessions survive a restart
 * and cannot be forged by who knows a group's id.
 */
export function readSessionSecret(path: string): string {
  try {
    const text = readFileSync(path, "utf8").trim();
    if (/^[0-9a-f]{64}$/.test(text)) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const secret = randomBytes(32).toString("hex");
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileAtomically(path, `${secret}\n`, 0o600);
  return secret;
}
