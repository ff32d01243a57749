import type { KeyObject, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import {
  type CertificateFacts,
  type CertificateType,
  type CertificateWarning,
  daysLeft,
} from "@/lib/model/certificate";
import { bareBase64, type PemBlock, pemBlocks, readX509, toPem } from "./blocks";
import { orderChain } from "./chain";
import { factsOf, isAuthority, isSelfSigned, signatureHash } from "./facts";
import { readP7b, readPfx } from "./pkcs";
import { keyPem, readKeyBlock, readKeyDer } from "./private-key";
import { PkiError } from "./refusal";

/** What people gave: PEM in any variant, or the base64 of a binary file, in either field. */
export interface BundleInput {
  type: CertificateType;
  certificate: string;
  privateKey: string;
  password: string;
}

export interface Bundle {
  facts: CertificateFacts;
  /** Leaf first, 64 characters a line. */
  certificatePem: string;
  /** PKCS#8; empty: none came. */
  privateKeyPem: string;
}

const certificateLabels = new Set(["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]);

/**
 * Reads, converts, orders and checks certificate and key (CE-01..CE-05, K-09). A chain that is not complete, times and
 * weak hashes of authorities are no reason to refuse: {@link warningsOf}.
 * @throws PkiError naming the field and what is wrong
 */
export function readBundle(input: BundleInput): Bundle {
  const found = readMaterial(input.certificate, "certificate", input.password);
  if (found.certificates.length === 0) {
    throw new PkiError("certificate", found.keys.length > 0 ? "certificateIsKey" : "certificateUnreadable");
  }
  const { keys } = found;
  if (input.privateKey.trim() !== "") {
    const given = readMaterial(input.privateKey, "privateKey", input.password);
    if (given.keys.length === 0) {
      throw new PkiError(
        "privateKey",
        given.certificates.length > 0 ? "privateKeyIsCertificate" : "privateKeyUnreadable",
      );
    }
    keys.push(...given.keys);
  }
  return input.type === "server" ? serverBundle(found.certificates, keys) : authorityBundle(found.certificates);
}

function serverBundle(certificates: X509Certificate[], keys: KeyObject[]): Bundle {
  if (keys.length === 0) throw new PkiError("privateKey", "privateKeyMissing");
  const [leaf, key] = pairOf(certificates, keys);
  if (leaf === undefined || key === undefined) throw new PkiError("privateKey", "privateKeyMismatch");
  const chain = orderChain(leaf, certificates);
  const certificatePem = [leaf, ...chain].map(({ raw }) => toPem("CERTIFICATE", raw)).join("");
  const privateKeyPem = keyPem(key);
  const weak = [leaf, ...chain].find((one) => isWeak(signatureHash(one)) && !isSelfSigned(one));
  if (weak !== undefined) {
    throw new PkiError("certificate", "certificateWeakHash", { hash: signatureHash(weak) || "MD5" });
  }
  try {
    createSecureContext({ cert: certificatePem, key: privateKeyPem });
  } catch (error) {
    // What OpenSSL would refuse when the listener begins is refused here.
    const code = (error as { code?: string }).code ?? "";
    if (code.includes("KEY_TOO_SMALL")) throw new PkiError("certificate", "certificateKeyTooSmall");
    if (code.includes("MD_TOO_WEAK")) throw new PkiError("certificate", "certificateWeakHash", { hash: "SHA-1" });
    throw new PkiError("certificate", "certificateUnusable");
  }
  return { facts: factsOf(leaf, chain), certificatePem, privateKeyPem };
}

/** One or several authorities: client certificates that one of them signed are good. */
function authorityBundle(certificates: X509Certificate[]): Bundle {
  const first = certificates[0] as X509Certificate;
  const other = certificates.find((one) => !isAuthority(one));
  if (other !== undefined)
    throw new PkiError("certificate", "certificateNotAuthority", { subject: factsOf(other, []).subject });
  const certificatePem = certificates.map(({ raw }) => toPem("CERTIFICATE", raw)).join("");
  return { facts: factsOf(first, certificates.slice(1)), certificatePem, privateKeyPem: "" };
}

/** The key's certificate, whatever stands first in the file. */
function pairOf(certificates: X509Certificate[], keys: KeyObject[]): [X509Certificate?, KeyObject?] {
  for (const key of keys) {
    const leaf = certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (leaf !== undefined) return [leaf, key];
  }
  return [];
}

interface Read {
  certificates: X509Certificate[];
  keys: KeyObject[];
}

function readMaterial(text: string, field: "certificate" | "privateKey", password: string): Read {
  const blocks = pemBlocks(text);
  const read: Read = { certificates: [], keys: [] };
  for (const block of blocks) readBlock(block, field, password, read);
  if (blocks.length === 0) {
    const der = bareBase64(text);
    if (der !== null) readBinary(der, password, read);
    else if (/-----BEGIN /.test(text)) throw new PkiError(field, "pemIncomplete");
  }
  const seen = new Set<string>();
  read.certificates = read.certificates.filter(({ fingerprint256: print }) => !seen.has(print) && seen.add(print));
  return read;
}

function readBlock(block: PemBlock, field: "certificate" | "privateKey", password: string, read: Read): void {
  if (block.label.endsWith("PRIVATE KEY")) read.keys.push(readKeyBlock(block, password));
  else if (certificateLabels.has(block.label)) read.certificates.push(readX509(block.der));
  else if (block.label === "PKCS7" || block.label === "CMS") readBinary(block.der, password, read);
  else if (block.label.endsWith("CERTIFICATE REQUEST")) throw new PkiError(field, "certificateIsRequest");
  else if (block.label === "PUBLIC KEY") throw new PkiError(field, "keyIsPublic");
}

/** DER of a certificate or a key, P7B or PFX (CE-03). */
function readBinary(der: Buffer, password: string, read: Read): void {
  const certificate = attempt(() => readX509(der));
  if (certificate !== null) {
    read.certificates.push(certificate);
    return;
  }
  const packed = readPfx(der, password) ?? readP7b(der);
  if (packed !== null) {
    read.certificates.push(...packed.certificates.map(readX509));
    read.keys.push(...packed.keys.map((key) => readKeyDer(key)));
    return;
  }
  const key = attempt(() => readKeyDer(der, password === "" ? undefined : password));
  if (key !== null) read.keys.push(key);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function isWeak(hash: string): boolean {
  return hash === "SHA-1" || hash === "MD5";
}

/** What people should know of a certificate at a moment, ms of the epoch. */
export function warningsOf(facts: CertificateFacts, type: CertificateType, now: number): CertificateWarning[] {
  const warnings: CertificateWarning[] = [];
  if (facts.notAfter <= now) warnings.push("expired");
  else if (daysLeft(facts.notAfter, now) < 30) warnings.push("expiresSoon");
  if (facts.notBefore > now) warnings.push("notYetValid");
  if (isWeak(facts.signatureHash)) warnings.push("weakSignature");
  const last = facts.chain.at(-1) ?? facts;
  // Without a chain nobody can tell whether a public authority signed directly: most do not.
  if (type === "server" && !facts.selfSigned && facts.chain.length === 0 && last.subject !== last.issuer) {
    warnings.push("incompleteChain");
  }
  return warnings;
}
