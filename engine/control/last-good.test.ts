import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listener, loadBalancer, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { readLastGood, setAside, writeLastGood } from "./last-good";
import { LastGoodKeeper } from "./last-good-keeper";

let directory = "";
let path = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "last-good-"));
  path = join(directory, "last-good.json");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("what was written is read, by its user alone, and nothing else is left in the directory", async () => {
  const kept = snapshot({ generation: 7, loadBalancers: [loadBalancer()], listeners: [listener()] });
  await writeLastGood(path, snapshot());
  await writeLastGood(path, kept);
  expect(readLastGood(path)).toEqual({ snapshot: kept });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(["last-good.json"]);
});

test("no file is no error", () => {
  expect(readLastGood(path)).toEqual({ missing: true });
});

test.each([
  ["half of it", JSON.stringify(snapshot()).slice(0, 30)],
  ["another shape", '{"protocol":1}'],
  ["another protocol", JSON.stringify(snapshot({ protocol: 99 }))],
  ["nothing", ""],
])("%s is corrupt and can be set aside", (_, text) => {
  writeFileSync(path, text);
  expect(readLastGood(path)).toHaveProperty("corrupt");
  expect(setAside(path, 5)).toBe(`${path}.corrupt-5`);
  expect(readLastGood(path)).toEqual({ missing: true });
});

test("a directory that cannot be written is told, and the old file stays", async () => {
  await writeLastGood(path, snapshot({ generation: 3 }));
  await expect(writeLastGood(join(directory, "missing", "x.json"), snapshot())).rejects.toThrow("ENOENT");
  expect(readLastGood(path)).toMatchObject({ snapshot: { generation: 3 } });
});

test("the newest of many is kept, and what could not be written is told", async () => {
  const told: (string | null)[] = [];
  const keeper = new LastGoodKeeper(path, (error) => told.push(error));
  for (let generation = 1; generation <= 50; generation++) keeper.keep(snapshot({ generation }));
  await keeper.settled();
  expect(readLastGood(path)).toMatchObject({ snapshot: { generation: 50 } });
  expect(told).toEqual([null, null]);
  rmSync(directory, { recursive: true });
  keeper.keep(snapshot({ generation: 51 }));
  await keeper.settled();
  expect(told.at(-1)).toContain("ENOENT");
});
