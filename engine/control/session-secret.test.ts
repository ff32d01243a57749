import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSessionSecret } from "./session-secret";

const fresh = () => join(mkdtempSync(join(tmpdir(), "evenkeel-secret-")), "keys/session.key");

test("made once, private to its owner, the same at the next start", () => {
  const path = fresh();
  const secret = readSessionSecret(path);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(readSessionSecret(path)).toBe(secret);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSessionSecret(fresh())).not.toBe(secret);
});

test("a damaged file is replaced, never used", () => {
  const path = fresh();
  readSessionSecret(path);
  writeFileSync(path, "short");
  expect(readSessionSecret(path)).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(path, "utf8").trim()).toMatch(/^[0-9a-f]{64}$/);
});
