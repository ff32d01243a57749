import { type Certificate, CreateCertificateInput } from "@/lib/model/certificate";
import { type Context, requireProject, requireRole } from "../context";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertCertificate } from "./insert";
import { readMaterial, requireCoveredDomain, withoutMaterial } from "./read-material";

/** Adds a certificate: converted, ordered and checked (CE-01..CE-05), its key sealed at rest. */
export function createCertificate(ctx: Context, raw: CreateCertificateInput): Certificate {
  return audited(ctx, { event: "create certificate", type: "certificate", input: withoutMaterial(raw) }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateCertificateInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    const bundle = readMaterial(input);
    requireCoveredDomain(input.type, input.domain, bundle.facts.names);
    return withTransaction(ctx, (mutation) => insertCertificate(ctx, mutation, { ...input, projectId, bundle }));
  });
}
