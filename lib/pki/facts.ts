import "reflect-metadata";
import type { X509Certificate } from "node:crypto";
import { BasicConstraintsExtension, X509Certificate as ParsedCertificate } from "@peculiar/x509";
import type { CertificateFacts } from "@/lib/model/certificate";

/** The value of a field of a name as node:crypto writes names: a field a line, characters of its own escaped. */
function commonNameOf(name: string | undefined): string {
  const lines = (name ?? "").split("\n");
  const common = lines.findLast((line) => line.startsWith("CN="));
  return common === undefined ? lines.filter((line) => line !== "").join(", ") : common.slice(3);
}

/** Host names and addresses of the alternative names, else the common name of a server's certificate. */
function namesOf(certificate: X509Certificate): string[] {
  const names = (certificate.subjectAltName ?? "")
    .split(", ")
    .map((entry) => /^(?:DNS|IP Address):([^"\s]+)$/.exec(entry)?.[1])
    .filter((name) => name !== undefined);
  if (names.length > 0) return [...new Set(names)];
  const common = commonNameOf(certificate.subject);
  return /^(?:\*\.)?[a-z0-9.:-]+$/i.test(common) ? [common] : [];
}

const curves: Record<string, string> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };

function keyTypeOf({ publicKey }: X509Certificate): string {
  const details = publicKey.asymmetricKeyDetails;
  switch (publicKey.asymmetricKeyType) {
    case "rsa":
    case "rsa-pss":
      return `RSA ${details?.modulusLength ?? ""}`.trim();
    case "ec":
      return `EC ${curves[details?.namedCurve ?? ""] ?? details?.namedCurve ?? ""}`.trim();
    default:
      return (publicKey.asymmetricKeyType ?? "").toUpperCase();
  }
}

/** The hash that an issuer signed a certificate with, such as `SHA-256`; empty: not known. */
export function signatureHash(certificate: X509Certificate): string {
  try {
    const { hash } = new ParsedCertificate(certificate.raw).signatureAlgorithm as { hash?: { name?: string } };
    return hash?.name ?? "";
  } catch {
    return "";
  }
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && verifies(certificate, certificate);
}

export function verifies(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** May it sign others? Old ones that sign themselves and say nothing of it may, as OpenSSL reads them (L7-02). */
export function isAuthority(certificate: X509Certificate): boolean {
  if (certificate.ca) return true;
  try {
    return (
      new ParsedCertificate(certificate.raw).getExtension(BasicConstraintsExtension) === null &&
      isSelfSigned(certificate)
    );
  } catch {
    return false;
  }
}

/** @param chain the certificates after it. */
export function factsOf(certificate: X509Certificate, chain: readonly X509Certificate[]): CertificateFacts {
  return {
    subject: commonNameOf(certificate.subject),
    issuer: commonNameOf(certificate.issuer),
    names: namesOf(certificate),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    serial: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
    keyType: keyTypeOf(certificate),
    signatureHash: signatureHash(certificate),
    selfSigned: isSelfSigned(certificate),
    chain: chain.map((one) => ({
      subject: commonNameOf(one.subject),
      issuer: commonNameOf(one.issuer),
      notAfter: Date.parse(one.validTo),
    })),
  };
}
