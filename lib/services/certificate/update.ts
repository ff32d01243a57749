import { eq } from "drizzle-orm";
import { type CertificateRow, toCertificate } from "@/lib/db/mappers";
import { certificates, listeners } from "@/lib/db/schema";
import { type Certificate, sniNames, UpdateCertificateInput } from "@/lib/model/certificate";
import { rule } from "@/lib/model/rule";
import { seal, unseal } from "@/lib/wire/sealed";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { findCertificate } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchListener } from "../touch";
import { readMaterial, requireCoveredDomain, withoutMaterial } from "./read-material";
import { sealingKey } from "./sealing-key";
import { certificateUses } from "./uses";

type Parsed = ReturnType<typeof UpdateCertificateInput.parse>;

/**
 * Changes a certificate, or replaces it in every listener that uses it at once (CE-07); without a new key the stored
 * one must fit. Open connections stay.
 */
export function updateCertificate(ctx: Context, raw: UpdateCertificateInput): Certificate {
  return audited(ctx, { event: "update certificate", type: "certificate", input: withoutMaterial(raw) }, () => {
    requireRole(ctx, "operator");
    const input = parse(UpdateCertificateInput, raw);
    return withTransaction(ctx, (mutation) => {
      const before = findCertificate(ctx, mutation.tx, input.id);
      const after: CertificateRow = {
        ...before,
        ...replacementOf(before, input),
        name: input.name ?? before.name,
        description: input.description ?? before.description,
        domain: input.domain ?? before.domain,
        updatedAt: mutation.at,
      };
      requireCoveredDomain(after.type, after.domain, after.facts.names);
      requireNamesForSni(mutation, after);
      mutation.tx.update(certificates).set(after).where(eq(certificates.id, input.id)).run();
      if (input.certificate !== undefined || after.domain !== before.domain) touchUsers(mutation, input.id);
      emitTrace(mutation, ctx, {
        event: "update certificate",
        resource: { type: "certificate", id: input.id, name: after.name },
        projectId: after.projectId,
        before: toCertificate(before),
        after: toCertificate(after),
      });
      return toCertificate(after);
    });
  });
}

function replacementOf(
  before: CertificateRow,
  { certificate, privateKey = "", password }: Parsed,
): Partial<CertificateRow> {
  if (certificate === undefined) {
    if (privateKey.trim() === "") return {};
    throw invalidField("certificate", rule("certificateMissing"));
  }
  const hasKey = privateKey.trim() !== "" || certificate.includes("PRIVATE KEY-----") || !certificate.includes("-----");
  const stored = before.sealedKey === null || hasKey ? "" : (unseal(sealingKey(), before.id, before.sealedKey) ?? "");
  const bundle = readMaterial({
    type: before.type,
    certificate,
    privateKey: privateKey.trim() === "" ? stored : privateKey,
    password,
  });
  return {
    certificatePem: bundle.certificatePem,
    facts: bundle.facts,
    sealedKey: bundle.privateKeyPem === "" ? null : seal(sealingKey(), before.id, bundle.privateKeyPem),
  };
}

/** SNI cannot choose a certificate that names no host. */
function requireNamesForSni({ tx }: Mutation, row: CertificateRow): void {
  if (row.type !== "server" || sniNames(row).length > 0) return;
  const uses = certificateUses(tx).get(row.id) ?? [];
  if (uses.some(({ role }) => role === "sni")) throw invalidField("domain", rule("sniNeedsDomain", { name: row.name }));
}

function touchUsers(mutation: Mutation, id: string): void {
  const users = new Set((certificateUses(mutation.tx).get(id) ?? []).map(({ listener }) => listener.id));
  for (const listenerId of users) {
    const row = mutation.tx.select().from(listeners).where(eq(listeners.id, listenerId)).get();
    if (row !== undefined) touchListener(mutation, row);
  }
}
