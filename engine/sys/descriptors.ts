import { closeSync, openSync } from "node:fs";

const ownTroubles: ReadonlySet<string> = new Set(["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"]);

/** Does the system's code tell that this host lacks something, and nothing of the other side? */
export function isOwnTrouble(code: string): boolean {
  return ownTroubles.has(code);
}

/**
 * Could a descriptor be opened now? Asked because libuv tells nobody when it ends new connections for want of one: it
 * closes a spare descriptor, accepts and closes what waits, and opens the spare one again.
 */
export function hasDescriptors(): boolean {
  try {
    closeSync(openSync("/dev/null", "r"));
    return true;
  } catch (error) {
    return !isOwnTrouble((error as NodeJS.ErrnoException).code ?? "");
  }
}
