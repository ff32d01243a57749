import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { isIPv4 } from "node:net";

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const dayMs = 86_400_000;

export interface Issuer {
  certificatePem: string;
  privateKeyPem: string;
}

export interface Wanted {
  kind: "authority" | "server" | "client";
  commonName: string;
  /** Host names and IPv4 addresses. */
  names: readonly string[];
  days: number;
  /** ms of the epoch. */
  now: number;
}

/** A certificate with a new RSA key, signed by `issuer` or, without one, by itself. SHA-256 (K-21). */
export async function issue({ kind, commonName, names, days, now }: Wanted, issuer: Issuer | null): Promise<Issuer> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const parent = issuer === null ? null : new X509Certificate(issuer.certificatePem);
  const subject: Record<string, string[]>[] = [{ O: ["Evenkeel"] }, { CN: [commonName] }];
  const certificate = await X509CertificateGenerator.create(
    {
      // Positive, and never the same again.
      serialNumber: `5${randomBytes(15).toString("hex")}`,
      subject,
      issuer: parent === null ? subject : parent.subjectName.toJSON(),
      // Clocks differ a little.
      notBefore: new Date(now - 300_000),
      notAfter: new Date(now + days * dayMs),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: issuer === null ? keys.privateKey : await signingKey(issuer.privateKeyPem),
      extensions: await extensionsOf(kind, names, keys.publicKey),
    },
    webcrypto as unknown as Crypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const lines = pkcs8.match(/.{1,64}/g) ?? [];
  return {
    certificatePem: `${certificate.toString("pem")}\n`,
    privateKeyPem: ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n"),
  };
}

async function extensionsOf(
  kind: Wanted["kind"],
  names: readonly string[],
  publicKey: CryptoKey,
): Promise<Extension[]> {
  const keyId = await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto as unknown as Crypto);
  if (kind === "authority") {
    return [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      keyId,
    ];
  }
  const purpose = kind === "server" ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth;
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
    new ExtendedKeyUsageExtension([purpose]),
    keyId,
  ];
  if (names.length > 0) {
    const entries = names.map((value) => ({ type: isIPv4(value) ? ("ip" as const) : ("dns" as const), value }));
    extensions.push(new SubjectAlternativeNameExtension(entries));
  }
  return extensions;
}

function signingKey(privateKeyPem: string): Promise<CryptoKey> {
  const der = Buffer.from(privateKeyPem.replace(/-----[^-]+-----|\s+/g, ""), "base64");
  return webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
}
