import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { expireLogs } from "./retention";
import { segmentName } from "@/lib/model/log-segment";

const directory = mkdtempSync(join(tmpdir(), "evenkeel-retention-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const day = 86_400_000;
const now = Date.UTC(2026, 10, 22);

function put(stream: string, daysAgo: number, worker = 0): void {
  mkdirSync(join(directory, stream), { recursive: true });
  writeFileSync(join(directory, stream, segmentName(now - daysAgo * day, worker)), "x".repeat(1000));
}

const left = (stream: string): number => readdirSync(join(directory, stream)).length;

it("deletes what is too old, then the oldest of what is too much, never what is written", async () => {
  for (const daysAgo of [40, 31, 29, 3, 2, 1]) put("a", daysAgo);
  for (const daysAgo of [3.5, 2.5, 0.5]) put("b", daysAgo, 1);
  writeFileSync(join(directory, "a", "note.txt"), "mine");
  const group = { maxAgeMs: 30 * day, streamIds: ["a", "b", "absent"] };
  expect(await expireLogs(directory, [{ ...group, maxBytes: 7000 }], now)).toBe(2);
  expect(await expireLogs(directory, [{ ...group, maxBytes: 3000 }], now)).toBe(4);
  expect([left("a"), left("b")]).toEqual([3, 1]);
  expect(await expireLogs(directory, [{ ...group, maxBytes: 0 }], now)).toBe(1);
  expect(readdirSync(join(directory, "a")).sort()).toEqual([segmentName(now - day, 0), "note.txt"]);
});

it("keeps a stream that nobody names any more for one day after its last file", async () => {
  put("gone", 3);
  put("gone", 0.9);
  put("long-gone", 2);
  mkdirSync(join(directory, "foreign"));
  await expireLogs(directory, [{ maxAgeMs: 30 * day, maxBytes: 1e9, streamIds: ["a", "b"] }], now);
  expect(left("gone")).toBe(2);
  expect(existsSync(join(directory, "long-gone"))).toBe(false);
  expect(existsSync(join(directory, "foreign"))).toBe(true);
  expect(await expireLogs(join(directory, "absent"), [], now)).toBe(0);
});
