import { createSecureContext } from "node:tls";
import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { certificates } from "@/lib/db/schema";
import { type CertificateType, sniNames } from "@/lib/model/certificate";
import { rule } from "@/lib/model/rule";
import type { TlsSettings } from "@/lib/model/tls";
import { type Context, requireProject } from "../context";
import { invalidField } from "../errors";

/** The certificates are there, of the right kind and of the listener's project; OpenSSL knows the ciphers. */
export function requireUsableTls(ctx: Context, tx: Reader, tls: TlsSettings, projectId: string, at = ""): void {
  const find = (id: string, type: CertificateType, field: string) => {
    const row = tx.select().from(certificates).where(eq(certificates.id, id)).get();
    const path = `${at}tls.${field}`;
    if (row === undefined) throw invalidField(path, rule("unknownReference", { type: "certificate", id }));
    requireProject(ctx, row.projectId);
    if (row.projectId !== projectId) throw invalidField(path, rule("certificateOfOtherProject", { name: row.name }));
    if (row.type !== type) {
      const wanted = { name: row.name };
      throw invalidField(
        path,
        type === "client" ? rule("certificateNotCa", wanted) : rule("certificateNotServer", wanted),
      );
    }
    return row;
  };
  find(tls.defaultCertificateId, "server", "defaultCertificateId");
  const takenBy = new Map<string, string>();
  for (const [index, id] of tls.sniCertificateIds.entries()) {
    const row = find(id, "server", `sniCertificateIds.${index}`);
    const names = sniNames(row);
    const broken = (message: string) => invalidField(`${at}tls.sniCertificateIds.${index}`, message);
    if (names.length === 0) throw broken(rule("sniNeedsDomain", { name: row.name }));
    for (const name of names) {
      const other = takenBy.get(name);
      if (other !== undefined) throw broken(rule("sniDomainTwice", { domain: name, first: other, second: row.name }));
      takenBy.set(name, row.name);
    }
  }
  if (tls.clientCaCertificateId !== null) find(tls.clientCaCertificateId, "client", "clientCaCertificateId");
  try {
    createSecureContext({ ciphers: tls.ciphers });
  } catch {
    throw invalidField(`${at}tls.ciphers`, rule("tlsCiphersUnknown"));
  }
}
