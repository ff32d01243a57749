import { createPrivateKey, type KeyObject } from "node:crypto";
import type { PemBlock } from "./blocks";
import { PkiError } from "./refusal";

/** PKCS#8, PKCS#1 and SEC1 (K-09); a passphrase opens an encrypted one. @throws PkiError */
export function readKeyBlock({ label, der, legacyEncrypted, text }: PemBlock, password: string): KeyObject {
  const encrypted = legacyEncrypted || label === "ENCRYPTED PRIVATE KEY";
  if (encrypted && password === "") throw new PkiError("privateKey", "privateKeyEncrypted");
  try {
    if (legacyEncrypted) return createPrivateKey({ key: text.replace(/^[ \t]+/gm, ""), passphrase: password });
    return readKeyDer(der, encrypted ? password : undefined);
  } catch {
    throw encrypted ? new PkiError("password", "keyPasswordWrong") : new PkiError("privateKey", "privateKeyUnreadable");
  }
}

/** @throws what OpenSSL says of the last form tried */
export function readKeyDer(key: Buffer, passphrase?: string): KeyObject {
  const attempts = ["pkcs8", "pkcs1", "sec1"] as const;
  let failure: unknown;
  for (const type of attempts) {
    try {
      return createPrivateKey({ key, format: "der", type, ...(passphrase === undefined ? {} : { passphrase }) });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** PKCS#8 PEM, 64 characters a line. */
export function keyPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}
