import { randomUUID } from "node:crypto";
import { type CertificateRow, toCertificate } from "@/lib/db/mappers";
import { certificates } from "@/lib/db/schema";
import type { Certificate, CertificateType } from "@/lib/model/certificate";
import { generateName } from "@/lib/model/text";
import type { Bundle } from "@/lib/pki/read-bundle";
import { seal } from "@/lib/wire/sealed";
import type { Context } from "../context";
import { emitTrace, type Mutation } from "../mutation";
import { sealingKey } from "./sealing-key";

interface NewCertificate {
  projectId: string;
  name: string;
  description: string;
  type: CertificateType;
  domain: string;
  bundle: Bundle;
}

/** Writes a checked certificate inside a transaction, its key sealed. */
export function insertCertificate(ctx: Context, mutation: Mutation, input: NewCertificate): Certificate {
  const { projectId, name, description, type, domain, bundle } = input;
  const id = randomUUID();
  const row: CertificateRow = {
    id,
    projectId,
    name: name === "" && ctx.source !== "ApiCall" ? generateName("cert") : name,
    description,
    type,
    domain,
    certificatePem: bundle.certificatePem,
    sealedKey: bundle.privateKeyPem === "" ? null : seal(sealingKey(), id, bundle.privateKeyPem),
    facts: bundle.facts,
    createdAt: mutation.at,
    updatedAt: null,
  };
  mutation.tx.insert(certificates).values(row).run();
  const certificate = toCertificate(row);
  emitTrace(mutation, ctx, {
    event: "create certificate",
    resource: { type: "certificate", id, name: certificate.name },
    projectId,
    after: certificate,
  });
  return certificate;
}
