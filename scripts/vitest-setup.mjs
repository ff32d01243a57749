import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whatever the tests of one run make under the system's temporary directory goes away with the run. */
export default function setup() {
  const directory = mkdtempSync(join(tmpdir(), "evenkeel-test-"));
  process.env.TMPDIR = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}
