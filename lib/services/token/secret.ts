import { createHash, randomBytes } from "node:crypto";

/** 256 bits that nobody guesses, behind a prefix by which scanners of leaked secrets know it. */
export function newTokenSecret(): string {
  return `evk_${randomBytes(32).toString("base64url")}`;
}

/** What is kept of a token. It has 256 random bits: no salt and no slow hash are needed. */
export function tokenHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
