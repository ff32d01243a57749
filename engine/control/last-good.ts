import { readFileSync, renameSync } from "node:fs";
import { protocolVersion, Snapshot } from "@/lib/wire/snapshot";
import { replaceFile } from "./atomic-file";

/** The snapshot to boot from, or why the file cannot be used. */
export type LastGood = { snapshot: Snapshot } | { missing: true } | { corrupt: string };

/** Reads the last snapshot that was applied; never throws. */
export function readLastGood(path: string): LastGood {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? { missing: true } : { corrupt: String(error) };
  }
  const snapshot = parse(text);
  return typeof snapshot === "string" ? { corrupt: snapshot } : { snapshot };
}

/** Renames a file that cannot be used, so that the next start is clean; answers the new name, null if that failed. */
export function setAside(path: string, now: number): string | null {
  const aside = `${path}.corrupt-${now}`;
  try {
    renameSync(path, aside);
    return aside;
  } catch {
    return null;
  }
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

/** Keeps a snapshot for the next boot, readable by its user alone. Rejects with what the system says. */
export async function writeLastGood(path: string, snapshot: Snapshot): Promise<void> {
  await replaceFile(path, JSON.stringify(snapshot), 0o600);
}
