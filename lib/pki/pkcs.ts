import "reflect-metadata";
import { X509Certificates } from "@peculiar/x509";
import forge from "node-forge";
import { PkiError } from "./refusal";

/** DER of what a file holds. */
export interface Material {
  certificates: Buffer[];
  keys: Buffer[];
}

/** The certificates of a P7B file (CE-03), or null: it is none. */
export function readP7b(der: Buffer): Material | null {
  try {
    const certificates = [...new X509Certificates(new Uint8Array(der).buffer)].map(({ rawData }) =>
      Buffer.from(rawData),
    );
    return certificates.length === 0 ? null : { certificates, keys: [] };
  } catch {
    return null;
  }
}

/** What a PFX file holds (CE-03); null: it is none. @throws PkiError when the password does not open it */
export function readPfx(der: Buffer, password: string): Material | null {
  const asn1 = pfxAsn1(der);
  if (asn1 === null) return null;
  let pfx: forge.pkcs12.Pkcs12Pfx;
  try {
    pfx = forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  } catch (error) {
    const text = error instanceof Error ? error.message : "";
    if (/password|MAC|decrypt|Invalid/i.test(text)) {
      throw new PkiError("password", password === "" ? "pfxPasswordMissing" : "pfxPasswordWrong");
    }
    throw new PkiError("certificate", "pfxUnreadable");
  }
  const bags = pfx.safeContents.flatMap(({ safeBags }) => safeBags);
  const material: Material = { certificates: [], keys: [] };
  for (const { type, cert, key, asn1: raw } of bags) {
    if (type === forge.pki.oids.certBag) {
      material.certificates.push(toBuffer(cert == null ? raw : forge.pki.certificateToAsn1(cert)));
    } else if (type === forge.pki.oids.keyBag || type === forge.pki.oids.pkcs8ShroudedKeyBag) {
      material.keys.push(toBuffer(key == null ? raw : forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))));
    }
  }
  return material;
}

/** PFX is a sequence that begins with version 3. */
function pfxAsn1(der: Buffer): forge.asn1.Asn1 | null {
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(der.toString("binary")), false);
    const [version] = asn1.value as forge.asn1.Asn1[];
    return typeof version?.value === "string" && version.value === "\x03" ? asn1 : null;
  } catch {
    return null;
  }
}

function toBuffer(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary");
}

/** A PKCS#12 file of an RSA key with its certificate and the authority's, as browsers import it (L7-03). */
export function writePfx(
  privateKeyPem: string,
  certificatePems: readonly string[],
  password: string,
  name: string,
): Buffer {
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(privateKeyPem),
    certificatePems.map((pem) => forge.pki.certificateFromPem(pem)),
    password,
    { friendlyName: name, algorithm: "aes256", count: 20_000 },
  );
  return toBuffer(asn1);
}
