import { coversName, type CertificateType } from "@/lib/model/certificate";
import { rule } from "@/lib/model/rule";
import { type Bundle, type BundleInput, readBundle } from "@/lib/pki/read-bundle";
import { PkiError } from "@/lib/pki/refusal";
import { invalidField } from "../errors";

/** Reads what people gave; what cannot be used is a refused field. */
export function readMaterial(input: BundleInput): Bundle {
  try {
    return readBundle(input);
  } catch (error) {
    throw error instanceof PkiError ? invalidField(error.field, error.rule) : error;
  }
}

/** The domain must be one that the certificate is for (CE-04, L7-12). */
export function requireCoveredDomain(type: CertificateType, domain: string, names: readonly string[]): void {
  if (type !== "server" || domain === "" || names.some((name) => coversName(name, domain))) return;
  throw invalidField("domain", rule("certificateDomainMismatch", { domain, names: names.slice(0, 5).join(", ") }));
}

/** The input for the audit log: a refused one may hold keys in any field. */
export function withoutMaterial<Input extends object>(input: Input): Input {
  return { ...input, certificate: undefined, privateKey: undefined, password: undefined };
}
