import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import type { ListenerRow } from "@/lib/db/mappers";
import { listeners, loadBalancers } from "@/lib/db/schema";
import type { CertificateRole, CertificateUse } from "@/lib/model/certificate";

/** Every use of a certificate by a listener, by the certificate's id. */
export function certificateUses(tx: Reader): Map<string, CertificateUse[]> {
  const uses = new Map<string, CertificateUse[]>();
  const rows = tx
    .select({ listener: listeners, loadBalancer: { id: loadBalancers.id, name: loadBalancers.name } })
    .from(listeners)
    .innerJoin(loadBalancers, eq(listeners.loadBalancerId, loadBalancers.id))
    .where(eq(listeners.protocol, "HTTPS"))
    .orderBy(listeners.createdAt)
    .all();
  for (const { listener, loadBalancer } of rows) {
    const { id, name, port } = listener;
    for (const [certificateId, role] of rolesOf(listener)) {
      const known = uses.get(certificateId) ?? [];
      known.push({ role, listener: { id, name: name === "" ? id.slice(0, 8) : name, port }, loadBalancer });
      uses.set(certificateId, known);
    }
  }
  return uses;
}

/** The certificates that a listener names, and what for. */
function rolesOf({ tls }: Pick<ListenerRow, "tls">): [id: string, role: CertificateRole][] {
  if (tls === null) return [];
  const roles: [string, CertificateRole][] = (tls.sniCertificateIds ?? []).map((id) => [id, "sni"]);
  if (tls.defaultCertificateId !== undefined) roles.unshift([tls.defaultCertificateId, "default"]);
  if (tls.clientCaCertificateId != null) roles.push([tls.clientCaCertificateId, "clientCa"]);
  return roles;
}
