import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Db, openDatabase } from "@/lib/db/client";
import { projects } from "@/lib/db/schema";
import { backUp, restore } from "./backup.mjs";

const migrations = 1000;

/** Writes pairs of rows, each pair in one transaction, until it is ended. */
const writerCode = `
  const { parentPort, workerData } = require("node:worker_threads");
  const db = new (require("better-sqlite3"))(workerData);
  const add = db.prepare("insert into projects (id, name, created_at) values (?, ?, 0)");
  const pair = db.transaction((i) => { for (const half of "ab") add.run(i + half, i + half); });
  for (let i = 0; ; i++) { pair(i); if (i === 10) parentPort.postMessage("writing"); }
`;
let root: string;
let data: string;
let db: Db;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "evenkeel-backup-"));
  data = join(root, "data");
  mkdirSync(join(data, "keys"), { recursive: true });
  writeFileSync(join(data, "keys", "certificates.key"), "the key");
  db = openDatabase(data);
});

afterEach(() => {
  db.$client.close();
  rmSync(root, { recursive: true });
});

const add = (name: string) =>
  db
    .insert(projects)
    .values({ ...(db.select().from(projects).get() as typeof projects.$inferSelect), id: name, name })
    .run();
const names = (from: Db) =>
  from
    .select({ name: projects.name })
    .from(projects)
    .all()
    .map(({ name }) => name)
    .filter((name) => name !== "default")
    .toSorted();

test("what was there at the backup is there again, with its keys; what came after is set aside", async () => {
  add("before");
  const to = join(root, "backup");
  backUp(data, to);
  expect(statSync(to).mode & 0o777).toBe(0o700);
  for (const file of ["evenkeel.db", "keys/certificates.key"])
    expect(statSync(join(to, file)).mode & 0o777).toBe(0o600);
  add("after");
  writeFileSync(join(data, "keys", "certificates.key"), "another key");
  db.$client.close();
  const aside = await restore(to, data, migrations);
  db = openDatabase(data);
  expect(names(db)).toEqual(["before"]);
  expect(readFileSync(join(data, "keys", "certificates.key"), "utf8")).toBe("the key");
  expect(readFileSync(join(aside, "keys", "certificates.key"), "utf8")).toBe("another key");
  const old = openDatabase(aside);
  expect(names(old)).toEqual(["after", "before"]);
  old.$client.close();
});

test("a backup is of one moment while another process writes", async () => {
  const to = join(root, "backup");
  const writer = new Worker(writerCode, { eval: true, workerData: join(data, "evenkeel.db") });
  await once(writer, "message");
  backUp(data, to);
  await writer.terminate();
  const copy = openDatabase(to);
  const copied = names(copy);
  copy.$client.close();
  expect(copied.length).toBeGreaterThan(0);
  expect(copied.length % 2).toBe(0);
});

test("nothing is restored over what runs, from what is damaged, is no backup, or is newer", async () => {
  const to = join(root, "backup");
  backUp(data, to);
  await expect(restore(to, data, migrations)).rejects.toThrow(/something runs on/);
  await expect(restore(join(root, "nowhere"), data, migrations)).rejects.toThrow(/is no backup/);
  await expect(restore(to, data, 1)).rejects.toThrow(/newer version/);
  writeFileSync(join(to, "evenkeel.db"), "not a database at all, but long enough to be looked at as one".repeat(100));
  await expect(restore(to, data, migrations)).rejects.toThrow(/is no database/);
  expect(() => backUp(data, to)).toThrow(/exists already/);
  expect(() => backUp(root, join(root, "other"))).toThrow(/no evenkeel\.db/);
  add("still here");
  expect(names(db)).toEqual(["still here"]);
});
