import * as z from "zod";
import { rule } from "./rule";
import { Description, Id, Name, OptionalName } from "./text";

/** Server certificates carry a key; those of authorities (`client`, as the API calls them) verify clients (CE-04). */
export const CertificateType = z.enum(["server", "client"], { error: rule("certificateType") });
export type CertificateType = z.infer<typeof CertificateType>;

/** What a certificate says of itself; times in ms of the epoch. */
export interface CertificateFacts {
  /** Common name, or the whole distinguished name where there is none. */
  subject: string;
  issuer: string;
  /** Host names and addresses that it is for; the common name where it has no alternative names. */
  names: string[];
  notBefore: number;
  notAfter: number;
  serial: string;
  /** SHA-256 in hex with colons. */
  fingerprint: string;
  /** Such as `RSA 2048` or `EC P-256`. */
  keyType: string;
  /** Such as `SHA-256`; empty: not known. */
  signatureHash: string;
  selfSigned: boolean;
  /** The certificates after it: intermediates, then perhaps the root; of an authorities' file the others in it. */
  chain: { subject: string; issuer: string; notAfter: number }[];
}

/** Dangers that do not stand in the way of saving. */
export type CertificateWarning = "expired" | "notYetValid" | "expiresSoon" | "weakSignature" | "incompleteChain";

/** A stored certificate without its key: the key never leaves the sealed column. */
export interface Certificate {
  id: string;
  projectId: string;
  name: string;
  description: string;
  type: CertificateType;
  /** The one domain that SNI chooses it by (L7-10); empty: the names that it is for. */
  domain: string;
  /** In order, leaf first (CE-05); 64 characters a line (CE-01). */
  certificatePem: string;
  facts: CertificateFacts;
  /** An authority of ours: it can sign. */
  canSign: boolean;
  createdAt: number;
  updatedAt: number | null;
}

export type CertificateRole = "default" | "sni" | "clientCa";

export interface CertificateUse {
  role: CertificateRole;
  listener: { id: string; name: string; port: number };
  loadBalancer: { id: string; name: string };
}

export interface CertificateView extends Certificate {
  uses: CertificateUse[];
}

/** A host name, perhaps with one leading `*.`; empty is none. */
const Domain = z
  .string({ error: rule("text") })
  .trim()
  .toLowerCase()
  .max(100, { error: rule("tooLong", { max: 100 }) })
  .regex(/^(?:(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)?$/, {
    error: rule("certificateDomain"),
  });

const maxText = 200_000;

/** PEM in any variant (K-09), or the base64 of DER, P7B or PFX (CE-03). */
const CertificateText = z
  .string({ error: rule("certificateMissing") })
  .max(maxText, { error: rule("certificateTooLarge") });

const material = {
  certificate: CertificateText.refine((text) => text.trim() !== "", { error: rule("certificateMissing") }),
  privateKey: CertificateText.default(""),
  /** Of a PFX file or an encrypted key; used once and not kept. */
  password: z
    .string({ error: rule("text") })
    .max(255, { error: rule("tooLong", { max: 255 }) })
    .default(""),
};

export const CreateCertificateInput = z.object({
  name: OptionalName.default(""),
  description: Description.default(""),
  type: CertificateType.default("server"),
  domain: Domain.default(""),
  ...material,
  projectId: Id.optional(),
});
export type CreateCertificateInput = z.input<typeof CreateCertificateInput>;

/** A new certificate replaces the old one in every listener at once; open connections stay (CE-07). */
export const UpdateCertificateInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  description: Description.optional(),
  domain: Domain.optional(),
  certificate: material.certificate.optional(),
  privateKey: CertificateText.optional(),
  password: material.password,
});
export type UpdateCertificateInput = z.input<typeof UpdateCertificateInput>;

/** One or many: all of them, or none. */
export const DeleteCertificatesInput = z.object({ ids: z.array(Id).min(1).max(500) });
export type DeleteCertificatesInput = z.input<typeof DeleteCertificatesInput>;

/** What a form asks before it saves: is it right, and what does it say? */
export const InspectCertificateInput = z.object({ type: CertificateType, ...material });
export type InspectCertificateInput = z.input<typeof InspectCertificateInput>;

/** What was understood, as PEM: a file in another format is converted by showing it. */
export interface InspectedCertificate {
  facts: CertificateFacts;
  certificatePem: string;
  /** Empty: none came. */
  privateKeyPem: string;
  warnings: CertificateWarning[];
}

/** The form of the console: a name is asked for, and a key of server certificates. */
export const CertificateForm = z
  .object({ name: Name, type: CertificateType, domain: Domain, description: Description, ...material })
  .superRefine(({ type, privateKey, certificate }, context) => {
    // A file that is no PEM may bring its key.
    const brings = !certificate.includes("-----BEGIN ") || certificate.includes("PRIVATE KEY-----");
    if (type === "server" && privateKey.trim() === "" && !brings) {
      context.addIssue({ code: "custom", path: ["privateKey"], message: rule("privateKeyMissing") });
    }
  });

/** The same for one that is there: an empty certificate stays as it is. */
export const CertificateEdit = z.object({
  name: Name,
  type: CertificateType,
  domain: Domain,
  description: Description,
  ...material,
  certificate: CertificateText,
});

/** What the built-in authority makes, for trying things out (L7-02): an authority, or something that one signs. */
export const IssueCertificateInput = z
  .object({
    kind: z.enum(["authority", "server", "client"], { error: rule("certificateKind") }),
    name: Name,
    /** Host names and IPv4 addresses of a server certificate, at most 20; the first is its common name. */
    names: z
      .array(
        z
          .string({ error: rule("certificateDomain") })
          .trim()
          .toLowerCase()
          .regex(/^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, { error: rule("certificateDomain") })
          .max(100, { error: rule("tooLong", { max: 100 }) }),
      )
      .max(20, { error: rule("tooMany", { max: 20 }) })
      .default([]),
    /** The authority that signs; null: a server certificate signs itself. */
    authorityId: Id.nullable().default(null),
    days: z
      .number({ error: rule("integerBetween", { min: 1, max: 5000 }) })
      .int({ error: rule("integerBetween", { min: 1, max: 5000 }) })
      .min(1, { error: rule("integerBetween", { min: 1, max: 5000 }) })
      .max(5000, { error: rule("integerBetween", { min: 1, max: 5000 }) })
      .default(365),
    /** Of the .p12 file of a client certificate. */
    password: z
      .string({ error: rule("text") })
      .max(64, { error: rule("tooLong", { max: 64 }) })
      .default(""),
  })
  .superRefine(({ kind, names, authorityId, password }, context) => {
    const broken = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (kind === "server" && names.length === 0) broken("names", rule("certificateNamesMissing"));
    if (kind === "client" && authorityId === null) broken("authorityId", rule("authorityMissing"));
    if (kind === "client" && password.length < 4) broken("password", rule("pfxPasswordTooShort"));
  });
export type IssueCertificateInput = z.input<typeof IssueCertificateInput>;

/** A client certificate as it was made; nothing of it is kept. */
export interface IssuedClient {
  certificatePem: string;
  privateKeyPem: string;
  /** Base64 of a PKCS#12 file. */
  p12: string;
}

const dayMs = 86_400_000;

/** Whole days until it expires; negative: it has. */
export function daysLeft(notAfter: number, now: number): number {
  return Math.floor((notAfter - now) / dayMs);
}

/** How near the end is: 30, 14 and 7 days are told apart. */
export function expiryOf(notAfter: number, now: number): "good" | "soon" | "verySoon" | "expired" {
  if (notAfter <= now) return "expired";
  const left = daysLeft(notAfter, now);
  if (left < 14) return "verySoon";
  return left < 30 ? "soon" : "good";
}

/** Does a name of a certificate cover a host name? A leading `*.` covers exactly one label (L7-11, L7-12). */
export function coversName(name: string, host: string): boolean {
  const [pattern, wanted] = [name.toLowerCase(), host.toLowerCase()];
  if (pattern === wanted) return true;
  if (!pattern.startsWith("*.") || wanted.startsWith("*.")) return false;
  const dot = wanted.indexOf(".");
  return dot > 0 && wanted.slice(dot + 1) === pattern.slice(2);
}

/** The names that SNI chooses a certificate by: its domain, or all host names that it is for. */
export function sniNames({ domain, facts }: Pick<Certificate, "domain" | "facts">): string[] {
  if (domain !== "") return [domain];
  return facts.names.filter((name) => /[a-z]/i.test(name) && !name.includes(":")).map((name) => name.toLowerCase());
}
