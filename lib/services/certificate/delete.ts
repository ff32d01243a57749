import { eq } from "drizzle-orm";
import { toCertificate } from "@/lib/db/mappers";
import { certificates } from "@/lib/db/schema";
import { DeleteCertificatesInput } from "@/lib/model/certificate";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findCertificate } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { certificateUses } from "./uses";

/** Deletes certificates: all of them, or none while a listener uses one (CE-06). */
export function deleteCertificates(ctx: Context, raw: DeleteCertificatesInput): void {
  audited(ctx, { event: "delete certificate", type: "certificate", input: raw }, () => {
    requireRole(ctx, "operator");
    const ids = [...new Set(parse(DeleteCertificatesInput, raw).ids)];
    withTransaction(ctx, (mutation) => {
      const rows = ids.map((id) => findCertificate(ctx, mutation.tx, id));
      requireUnused(mutation, ids);
      for (const row of rows) {
        mutation.tx.delete(certificates).where(eq(certificates.id, row.id)).run();
        emitTrace(mutation, ctx, {
          event: "delete certificate",
          resource: { type: "certificate", id: row.id, name: row.name },
          projectId: row.projectId,
          before: toCertificate(row),
        });
      }
    });
  });
}

function requireUnused({ tx }: Mutation, ids: readonly string[]): void {
  const uses = certificateUses(tx);
  const users = new Map(
    ids.flatMap((id) => uses.get(id) ?? []).map(({ listener }): [string, typeof listener] => [listener.id, listener]),
  );
  if (users.size === 0) return;
  throw new ServiceError("inUse", {
    rule: rule("certificateInUse", { count: users.size }),
    remains: [...users.values()].map(({ id, name }) => ({ type: "listener", id, name })),
  });
}
