import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/*
 * Private keys rest sealed: in the database, on the control socket, in the last-good file. Console and engine read the
 * same key file of their data directory and open one only where it is used.
 */

const ivBytes = 12;
const tagBytes = 16;

/** A text as base64 of iv, AES-256-GCM tag and cipher text. `owner` is authenticated: what is sealed for one opens for no other. */
export function seal(key: Buffer, owner: string, text: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** The text, or null: another key, another owner, or changed bytes. */
export function unseal(key: Buffer, owner: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

/**
 * The key of a data directory, made by whoever needs it first, 0600. Two processes that begin at once get the same:
 * the file appears whole or not at all.
 * @throws what the system says, or that the file holds no key
 */
export function readSealingKey(path: string): Buffer {
  const known = readKey(path);
  if (known !== null) return known;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const made = `${path}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  writeFileSync(made, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(made);
  }
  const key = readKey(path);
  if (key === null) throw new Error(`${path} went away`);
  return key;
}

function readKey(path: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  // What is sealed under a key that was damaged must not be lost behind a new one.
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${path} holds no key: put the file of a back-up there`);
  return Buffer.from(text, "hex");
}
