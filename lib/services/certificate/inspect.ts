import { InspectCertificateInput, type InspectedCertificate } from "@/lib/model/certificate";
import { warningsOf } from "@/lib/pki/read-bundle";
import { type Context, requireRole } from "../context";
import { parse } from "../parse";
import { readMaterial } from "./read-material";

/** What a certificate would be if it were saved; stores nothing. */
export function inspectCertificate(ctx: Context, raw: InspectCertificateInput): InspectedCertificate {
  requireRole(ctx, "operator");
  const input = parse(InspectCertificateInput, raw);
  const bundle = readMaterial(input);
  return { ...bundle, warnings: warningsOf(bundle.facts, input.type, ctx.now()) };
}
