import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";

/*
 * A backup is a directory: the database as it was at one moment, and the keys without which sealed private keys and
 * secrets in it cannot be read. Access logs and the spool of points that the console has not taken yet are not in it.
 */
const database = "evenkeel.db";
const keys = "keys";

/** Copies the database and the keys of a data directory to a new directory `to`, while everything runs. */
export function backUp(data, to) {
  if (!existsSync(join(data, database))) throw new Error(`there is no ${database} in ${data}`);
  if (existsSync(to)) throw new Error(`${to} exists already: name a directory that does not`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const source = new Database(join(data, database), { readonly: true, fileMustExist: true });
  try {
    // One read transaction, whoever writes meanwhile; the backup interface of SQLite begins anew at each write.
    source.prepare("vacuum into ?").run(join(to, database));
  } finally {
    source.close();
  }
  chmodSync(join(to, database), 0o600);
  copyKeys(data, to);
  checkDatabase(join(to, database));
}

/**
 * Puts a backup in place of what is in a data directory, which is set aside within it. Returns where to. Refuses while
 * a product runs on it, when the backup is damaged, and when it is of a newer version (`migrations` are known here).
 */
export async function restore(from, data, migrations) {
  if (!existsSync(join(from, database))) throw new Error(`${from} is no backup: it has no ${database}`);
  const applied = checkDatabase(join(from, database));
  if (applied > migrations) throw new Error(`${from} comes from a newer version: update first, then restore`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if ((await answers(join(data, "run", "engine.sock"))) || isOpen(join(data, database)))
    throw new Error(`something runs on ${data}: stop it first`);
  const aside = join(data, `before-restore-${new Date().toISOString().replaceAll(":", "-")}`);
  mkdirSync(aside, { mode: 0o700 });
  // The last good snapshot carries a generation of its own; the engine gets the restored one from the console.
  for (const name of [database, `${database}-wal`, `${database}-shm`, keys, join("engine", "last-good.json")])
    if (existsSync(join(data, name))) renameSync(join(data, name), join(aside, name.replace("engine/", "")));
  copyFileSync(join(from, database), join(data, database));
  chmodSync(join(data, database), 0o600);
  copyKeys(from, data);
  return aside;
}

function copyKeys(from, to) {
  if (!existsSync(join(from, keys))) return;
  mkdirSync(join(to, keys), { mode: 0o700 });
  for (const name of readdirSync(join(from, keys))) {
    copyFileSync(join(from, keys, name), join(to, keys, name));
    chmodSync(join(to, keys, name), 0o600);
  }
}

/** Throws when the file is damaged; returns how many migrations it has seen. */
function checkDatabase(file) {
  const client = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const found = client.pragma("integrity_check", { simple: true });
    if (found !== "ok") throw new Error(`${file} is damaged: ${found}`);
    return client.prepare("select count(*) from __drizzle_migrations").pluck().get();
  } catch (error) {
    if (error.code === "SQLITE_NOTADB") throw new Error(`${file} is no database`, { cause: error });
    throw error;
  } finally {
    client.close();
  }
}

/** Does another process hold the database open? Then it cannot leave its write-ahead log. */
function isOpen(file) {
  if (!existsSync(file)) return false;
  const client = new Database(file, { fileMustExist: true, timeout: 500 });
  try {
    return client.pragma("journal_mode = DELETE", { simple: true }) !== "delete";
  } catch (error) {
    if (error.code === "SQLITE_NOTADB") return false;
    if (String(error.code).startsWith("SQLITE_BUSY")) return true;
    throw error;
  } finally {
    client.close();
  }
}

function answers(path) {
  return new Promise((done) => {
    const socket = createConnection(path);
    socket.on("connect", () => done(true) ?? socket.destroy());
    socket.on("error", () => done(false));
  });
}
