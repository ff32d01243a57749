import { toCertificate } from "@/lib/db/mappers";
import { certificates } from "@/lib/db/schema";
import type { CertificateView } from "@/lib/model/certificate";
import type { Context } from "../context";
import { findCertificate } from "../find";
import { certificateUses } from "./uses";

/** The certificates that the caller may see, in order of creation, with the listeners that use each. */
export function listCertificates(ctx: Context, filter: { projectId?: string } = {}): CertificateView[] {
  const uses = certificateUses(ctx.db);
  return ctx.db
    .select()
    .from(certificates)
    .orderBy(certificates.createdAt, certificates.id)
    .all()
    .filter(({ projectId }) => ctx.actor.projectId === null || projectId === ctx.actor.projectId)
    .filter(({ projectId }) => filter.projectId === undefined || projectId === filter.projectId)
    .map((row) => ({ ...toCertificate(row), uses: uses.get(row.id) ?? [] }));
}

export function getCertificate(ctx: Context, id: string): CertificateView {
  const row = findCertificate(ctx, ctx.db, id);
  return { ...toCertificate(row), uses: certificateUses(ctx.db).get(id) ?? [] };
}
