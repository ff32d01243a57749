import { randomBytes, scryptSync } from "node:crypto";
import * as z from "zod";
import { rule } from "@/lib/model/rule";
import { seal, unseal } from "@/lib/wire/sealed";
import { invalidField } from "../errors";

/** What may stand in a file only under a passphrase, by id of its object. */
export const FileSecrets = z.strictObject({
  certificates: z.record(z.string(), z.string()).default({}),
  alarmTargets: z.record(z.string(), z.object({ url: z.string(), secret: z.string() })).default({}),
  logTransfers: z.record(z.string(), z.string()).default({}),
});
export type FileSecrets = z.output<typeof FileSecrets>;

export const noSecrets: FileSecrets = { certificates: {}, alarmTargets: {}, logTransfers: {} };

/** As they stand in a file: AES-256-GCM under a key that scrypt makes of passphrase and salt (RFC 7914). */
export const SealedSecrets = z.strictObject({
  cipher: z.literal("scrypt-131072-8-1+aes-256-gcm", { error: rule("invalid") }),
  salt: z.string().regex(/^[A-Za-z0-9+/]{22}==$/, { error: rule("invalid") }),
  sealed: z.string().max(16 * 1024 * 1024),
});
export type SealedSecrets = z.output<typeof SealedSecrets>;

const owner = "evenkeel configuration";

/** About 0.3 s and 128 MB of work for each try of a guesser. The work is fixed: a file cannot ask for more. */
function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize("NFC"), salt, 32, { N: 131_072, r: 8, p: 1, maxmem: 160 * 1024 * 1024 });
}

export function sealSecrets(secrets: FileSecrets, passphrase: string): SealedSecrets {
  const salt = randomBytes(16);
  return {
    cipher: "scrypt-131072-8-1+aes-256-gcm",
    salt: salt.toString("base64"),
    sealed: seal(keyOf(passphrase, salt), owner, JSON.stringify(secrets)),
  };
}

/** @throws ServiceError: another passphrase, or changed bytes */
export function unsealSecrets({ salt, sealed }: SealedSecrets, passphrase: string): FileSecrets {
  const text = unseal(keyOf(passphrase, Buffer.from(salt, "base64")), owner, sealed);
  if (text === null) throw invalidField("passphrase", rule("passphraseWrong"));
  const read = FileSecrets.safeParse(JSON.parse(text));
  if (!read.success) throw invalidField("text", rule("invalid"));
  return read.data;
}
