import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSealingKey, seal, unseal } from "./sealed";

const path = () => join(mkdtempSync(join(tmpdir(), "sealed-")), "keys", "certificates.key");

test("a text comes back with its key and owner alone, and nothing of it shows", () => {
  const key = readSealingKey(path());
  const sealed = seal(key, "id-1", "the private key");
  expect(unseal(key, "id-1", sealed)).toBe("the private key");
  expect(unseal(key, "id-2", sealed)).toBeNull();
  expect(unseal(readSealingKey(path()), "id-1", sealed)).toBeNull();
  expect(unseal(key, "id-1", `${sealed.slice(0, -8)}AAAAAAA=`)).toBeNull();
  expect(unseal(key, "id-1", "")).toBeNull();
  expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("private");
  expect(seal(key, "id-1", "the private key")).not.toBe(sealed);
});

test("the key is made once, its user's alone, and a damaged file is not replaced", () => {
  const file = path();
  const key = readSealingKey(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readSealingKey(file)).toEqual(key);
  writeFileSync(file, "damaged");
  expect(() => readSealingKey(file)).toThrow("holds no key");
  expect(readFileSync(file, "utf8")).toBe("damaged");
});
