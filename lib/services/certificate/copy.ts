import { rule } from "@/lib/model/rule";
import type { TlsSettings } from "@/lib/model/tls";
import { unseal } from "@/lib/wire/sealed";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { findCertificate } from "../find";
import type { Mutation } from "../mutation";
import { insertCertificate } from "./insert";
import { sealingKey } from "./sealing-key";

/** Gives TLS settings whose certificates are copies in another project, each made once. */
export function certificateCopier(
  ctx: Context,
  mutation: Mutation,
  projectId: string,
): (tls: TlsSettings) => TlsSettings {
  const copies = new Map<string, string>();
  const copied = (id: string): string => {
    const known = copies.get(id);
    if (known !== undefined) return known;
    const row = findCertificate(ctx, mutation.tx, id);
    const privateKeyPem = row.sealedKey === null ? "" : unseal(sealingKey(), row.id, row.sealedKey);
    if (privateKeyPem === null) throw invalidField("projectId", rule("certificateKeyLost", { name: row.name }));
    const { name, description, type, domain, certificatePem, facts } = row;
    const bundle = { certificatePem, privateKeyPem, facts };
    const { id: made } = insertCertificate(ctx, mutation, { projectId, name, description, type, domain, bundle });
    copies.set(id, made);
    return made;
  };
  return (tls) => ({
    ...tls,
    defaultCertificateId: copied(tls.defaultCertificateId),
    sniCertificateIds: tls.sniCertificateIds.map(copied),
    clientCaCertificateId: tls.clientCaCertificateId === null ? null : copied(tls.clientCaCertificateId),
  });
}
