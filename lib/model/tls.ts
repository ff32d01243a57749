import * as z from "zod";
import { rule } from "./rule";
import { Id } from "./text";

export const tlsVersions = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;
export type TlsVersion = (typeof tlsVersions)[number];

/** NONE asks for no certificate; MANDATORY ends every connection without one of the authority (L7-01). */
export const ClientAuthentication = z.enum(["NONE", "OPTIONAL", "MANDATORY"], { error: rule("clientAuthentication") });
export type ClientAuthentication = z.infer<typeof ClientAuthentication>;

const forwardSecret =
  "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
const old =
  "ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA:AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA";

/**
 * The policies that people choose from, strict ones last. TLS 1.0 and 1.1 need OpenSSL's level 0, which their ciphers
 * say. TLS 1.3 has ciphers of its own, which are always good.
 */
export const tlsPolicies = {
  "tls-1-0": { versions: ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"], ciphers: `${forwardSecret}:${old}:@SECLEVEL=0` },
  "tls-1-1": { versions: ["TLSv1.1", "TLSv1.2", "TLSv1.3"], ciphers: `${forwardSecret}:${old}:@SECLEVEL=0` },
  "tls-1-2": { versions: ["TLSv1.2", "TLSv1.3"], ciphers: forwardSecret },
  "tls-1-2-strict": {
    versions: ["TLSv1.2", "TLSv1.3"],
    ciphers: "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384",
  },
  "tls-1-3": { versions: ["TLSv1.3"], ciphers: forwardSecret },
} as const satisfies Record<string, { versions: readonly TlsVersion[]; ciphers: string }>;
export type TlsPolicy = keyof typeof tlsPolicies;
export const TlsPolicy = z.enum(Object.keys(tlsPolicies) as [TlsPolicy, ...TlsPolicy[]], { error: rule("tlsPolicy") });
export const defaultTlsPolicy: TlsPolicy = "tls-1-2";

/** Versions without a gap between them: OpenSSL takes a lowest and a highest one. */
const Versions = z
  .array(z.enum(tlsVersions, { error: rule("tlsVersion") }), { error: rule("tlsVersion") })
  .min(1, { error: rule("tlsVersion") })
  .transform((versions) => tlsVersions.filter((version) => versions.includes(version)))
  .refine(
    (versions) =>
      tlsVersions.indexOf(versions.at(-1) as TlsVersion) - tlsVersions.indexOf(versions[0] as TlsVersion) ===
      versions.length - 1,
    { error: rule("tlsVersionGap") },
  );

/** OpenSSL's list of ciphers for TLS 1.2 and below. */
const Ciphers = z
  .string({ error: rule("tlsCiphers") })
  .max(2048, { error: rule("tooLong", { max: 2048 }) })
  .regex(/^[A-Za-z0-9:+!@=_.-]+$/, { error: rule("tlsCiphers") });

/** Most certificates that SNI chooses from (L7-10; the default one is not counted). */
export const maxSniCertificates = 30;

const fields = {
  defaultCertificateId: Id,
  sniCertificateIds: z
    .array(Id)
    .max(maxSniCertificates, { error: rule("tooMany", { max: maxSniCertificates }) })
    .refine((ids) => new Set(ids).size === ids.length, { error: rule("certificateTwice") }),
  clientAuthentication: ClientAuthentication,
  /** Whose client certificates are good. */
  clientCaCertificateId: Id.nullable(),
  versions: Versions,
  ciphers: Ciphers,
  /** Offered by ALPN beside HTTP/1.1 (L7-06); members are spoken to in HTTP/1.1. */
  http2: z.boolean(),
  /** Members are told of the client's certificate by X-SSL-Client-… headers; a client's own are always removed. */
  clientHeaders: z.boolean(),
};

function clientAuthenticationIssue(
  tls: { clientAuthentication?: ClientAuthentication | undefined; clientCaCertificateId?: string | null | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (tls.clientAuthentication === "NONE" || tls.clientAuthentication === undefined) return;
  if (tls.clientCaCertificateId != null) return;
  context.addIssue({ code: "custom", path: ["clientCaCertificateId"], message: rule("clientCaMissing") });
}

/** How an HTTPS listener speaks TLS (chapters 3.8.2, 3.8.3, 3.8.5). */
export const TlsSettings = z
  .object({
    defaultCertificateId: z.uuid({ error: rule("defaultCertificateMissing") }),
    sniCertificateIds: fields.sniCertificateIds.default([]),
    clientAuthentication: fields.clientAuthentication.default("NONE"),
    clientCaCertificateId: fields.clientCaCertificateId.default(null),
    versions: fields.versions.default([...tlsPolicies[defaultTlsPolicy].versions]),
    ciphers: fields.ciphers.default(tlsPolicies[defaultTlsPolicy].ciphers),
    http2: fields.http2.default(false),
    clientHeaders: fields.clientHeaders.default(false),
  })
  .superRefine(clientAuthenticationIssue);
export type TlsSettings = z.output<typeof TlsSettings>;
export type TlsSettingsInput = z.input<typeof TlsSettings>;

/** Where a new HTTPS listener begins. */
export function newTls(defaultCertificateId: string): TlsSettings {
  return {
    ...TlsSettings.parse({ defaultCertificateId: "00000000-0000-4000-8000-000000000000" }),
    defaultCertificateId,
  };
}

/** A change: what is not named stays. */
export const TlsChange = z.object({
  defaultCertificateId: z.uuid({ error: rule("defaultCertificateMissing") }).optional(),
  sniCertificateIds: fields.sniCertificateIds.optional(),
  clientAuthentication: fields.clientAuthentication.optional(),
  clientCaCertificateId: fields.clientCaCertificateId.optional(),
  versions: fields.versions.optional(),
  ciphers: fields.ciphers.optional(),
  http2: fields.http2.optional(),
  clientHeaders: fields.clientHeaders.optional(),
});
export type TlsChange = z.input<typeof TlsChange>;

/** The policy that says the same as these versions and ciphers; null: somebody chose others through the API. */
export function policyOf({ versions, ciphers }: Pick<TlsSettings, "versions" | "ciphers">): TlsPolicy | null {
  const names = Object.keys(tlsPolicies) as TlsPolicy[];
  const found = names.find((name) => {
    const policy = tlsPolicies[name];
    return policy.ciphers === ciphers && policy.versions.join() === versions.join();
  });
  return found ?? null;
}
