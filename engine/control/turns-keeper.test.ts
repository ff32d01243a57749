import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { KeptTurns } from "@/engine/health/history";
import { TurnsKeeper } from "./turns-keeper";

const log = { warn: () => {} };
const turns: KeptTurns[] = [
  { memberId: "m", place: "10.0.0.1:80", turns: [{ at: 1, health: "offline", reason: "TIMEOUT", detail: "late" }] },
];

it("turns are there again after a restart, their user's alone; nothing is written without a change", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "turns-")), "turns.json");
  const keeper = new TurnsKeeper(path, () => turns, log);
  expect(keeper.read().size).toBe(0);
  await keeper.stop();
  expect(() => statSync(path)).toThrow("ENOENT");
  keeper.changed();
  keeper.changed();
  await keeper.stop();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect([...new TurnsKeeper(path, () => [], log).read().values()]).toEqual(turns);
});

it.each(["", "{", "[{}]", JSON.stringify([{ ...turns[0], turns: [{ at: "x" }] }])])(
  "a file that holds %j counts as nothing",
  (text) => {
    const path = join(mkdtempSync(join(tmpdir(), "turns-")), "turns.json");
    writeFileSync(path, text);
    expect(new TurnsKeeper(path, () => [], log).read().size).toBe(0);
  },
);
