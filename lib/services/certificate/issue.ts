import { eq } from "drizzle-orm";
import { certificates } from "@/lib/db/schema";
import { type Certificate, type IssuedClient, IssueCertificateInput } from "@/lib/model/certificate";
import { rule } from "@/lib/model/rule";
import { issue, type Issuer } from "@/lib/pki/authority";
import { writePfx } from "@/lib/pki/pkcs";
import { readBundle } from "@/lib/pki/read-bundle";
import { unseal } from "@/lib/wire/sealed";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { findCertificate } from "../find";
import { audited, recordTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertCertificate } from "./insert";
import { sealingKey } from "./sealing-key";

/**
 * The built-in authority, for trying things out: an authority or a server certificate is stored like one that was
 * uploaded; a client certificate is answered once and not kept.
 */
export async function issueCertificate(
  ctx: Context,
  raw: IssueCertificateInput,
): Promise<{ certificate: Certificate | null; client: IssuedClient | null }> {
  const { input, issuer } = audited(ctx, { event: "create certificate", type: "certificate", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(IssueCertificateInput, raw);
    return { input, issuer: input.authorityId === null ? null : issuerOf(ctx, input.authorityId) };
  });
  const { kind, name, names, days } = input;
  const commonName = kind === "server" ? (names[0] ?? name) : name;
  const made = await issue({ kind, commonName, names, days, now: ctx.now() }, issuer);
  if (kind === "client") return { certificate: null, client: clientOf(ctx, made, issuer, input) };
  const type = kind === "server" ? "server" : "client";
  const certificate = `${made.certificatePem}${kind === "server" ? (issuer?.certificatePem ?? "") : ""}`;
  const bundle = { ...readBundle({ type, certificate, privateKey: made.privateKeyPem, password: "" }), ...keyOf(made) };
  const domain = kind === "server" && /[a-z]/.test(commonName) ? commonName : "";
  const stored = withTransaction(ctx, (mutation) =>
    insertCertificate(ctx, mutation, { projectId: ctx.projectId, name, description: "", type, domain, bundle }),
  );
  return { certificate: stored, client: null };
}

function keyOf({ privateKeyPem }: Issuer): { privateKeyPem: string } {
  return { privateKeyPem };
}

function issuerOf(ctx: Context, id: string): Issuer {
  const row = findCertificate(ctx, ctx.db, id);
  if (row.sealedKey === null || row.type !== "client") throw invalidField("authorityId", rule("authorityCannotSign"));
  const privateKeyPem = unseal(sealingKey(), row.id, row.sealedKey);
  if (privateKeyPem === null) throw invalidField("authorityId", rule("authorityCannotSign"));
  return { certificatePem: row.certificatePem, privateKeyPem };
}

function clientOf(
  ctx: Context,
  made: Issuer,
  issuer: Issuer | null,
  { name, password, authorityId }: { name: string; password: string; authorityId: string | null },
): IssuedClient {
  const chain = [made.certificatePem, ...(issuer === null ? [] : [issuer.certificatePem])];
  const p12 = writePfx(made.privateKeyPem, chain, password, name);
  const authority = ctx.db
    .select()
    .from(certificates)
    .where(eq(certificates.id, authorityId ?? ""))
    .get();
  recordTrace(ctx, {
    event: "create certificate",
    resource: { type: "certificate", id: "", name },
    projectId: authority?.projectId ?? ctx.projectId,
    message: "a client certificate was made and handed out; it is not kept",
  });
  return { ...made, p12: p12.toString("base64") };
}
