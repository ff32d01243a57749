import { readFileSync, renameSync } from "node:fs";
import { protocolVersion, Snapshot } from "@/lib/wire/snapshot";
import { writeFileAtomically } from "./atomic-file";

/** The snapshot to boot from; `corrupt`: the file could not be used and was set aside under another name. */
export type LastGood = { snapshot: Snapshot } | { missing: true } | { corrupt: string };

/** Reads the last snapshot that was applied. A file that cannot be used is renamed, so that the next start is clean. */
export function readLastGood(path: string, now: number): LastGood {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { missing: true };
    return { corrupt: String(error) };
  }
  const snapshot = parse(text);
  if (typeof snapshot !== "string") return { snapshot };
  const aside = `${path}.corrupt-${now}`;
  renameSync(path, aside);
  return { corrupt: `${snapshot}; set aside as ${aside}` };
}

function parse(text: string): Snapshot | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  const parsed = Snapshot.safeParse(json);
  if (!parsed.success) return `it is no snapshot: ${parsed.error.issues[0]?.message ?? ""}`;
  if (parsed.data.protocol !== protocolVersion) return `it speaks protocol ${parsed.data.protocol}`;
  return parsed.data;
}

/** Keeps a snapshot for the next boot, readable by its user alone. Throws what the system says. */
export function writeLastGood(path: string, snapshot: Snapshot): void {
  writeFileAtomically(path, JSON.stringify(snapshot), 0o600);
}
