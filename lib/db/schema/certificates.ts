import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CertificateFacts, CertificateType } from "@/lib/model/certificate";

export const certificates = sqliteTable(
  "certificates",
  {
    id: text().primaryKey(),
    projectId: text("project_id").notNull(),
    name: text().notNull(),
    description: text().notNull(),
    type: text().$type<CertificateType>().notNull(),
    domain: text().notNull(),
    certificatePem: text("certificate_pem").notNull(),
    /** Sealed for the certificate's id (lib/wire/sealed); null: an authority of somebody else. */
    sealedKey: text("sealed_key"),
    facts: text({ mode: "json" }).$type<CertificateFacts>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
  },
  (table) => [index("certificates_project").on(table.projectId)],
);
