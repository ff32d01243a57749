import type { CertificateView } from "@/lib/model/certificate";
import type { CertificateType } from "@/lib/model/certificate";
import { createCertificate } from "@/lib/services/certificate/create";
import { deleteCertificates } from "@/lib/services/certificate/delete";
import { getCertificate, listCertificates } from "@/lib/services/certificate/list";
import { updateCertificate } from "@/lib/services/certificate/update";
import { ServiceError } from "@/lib/services/errors";
import { Body, clearable, isObject, readJson } from "../body";
import { invalidInput } from "../fault";
import { listBody } from "../list";
import { faultOf } from "../service-fault";
import { type ApiCall, noContent, ok } from "./api-call";

/* Certificates in the shape of the Huawei dialect: no root key. Their ids are the listeners' container refs. */

const names = { privateKey: "private_key", projectId: "project_id" };

/** `2017-02-25 09:35:27`, UTC. */
function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function certificateBody(view: CertificateView) {
  const { id, name, description, type, domain, certificatePem, facts, createdAt, updatedAt, projectId } = view;
  return {
    id,
    name,
    description,
    type,
    domain: domain === "" ? null : domain,
    certificate: certificatePem,
    create_time: time(createdAt),
    update_time: time(updatedAt ?? createdAt),
    expire_time: time(facts.notAfter),
    // Extensions.
    subject_alternative_names: facts.names,
    common_name: facts.subject,
    fingerprint: facts.fingerprint,
    listeners: [...new Set(view.uses.map(({ listener }) => listener.id))].map((listenerId) => ({ id: listenerId })),
    project_id: projectId,
    tenant_id: projectId,
  };
}

/** What a refusal may quote: never a key, a password, or a file that holds one. */
function quotable(raw: Record<string, unknown>): Record<string, unknown> {
  const { certificate: _certificate, private_key: _key, password: _password, ...rest } = raw;
  return { certificate: "…", private_key: "…", password: "…", ...rest };
}

async function withCertificate<Result>(call: ApiCall, work: (body: Body) => Result): Promise<Result> {
  const parsed = await readJson(call.request);
  if (!isObject(parsed)) throw invalidInput("body", undefined, "Use an object.");
  // Some clients wrap it as other resources are.
  const raw = isObject(parsed.certificate) ? parsed.certificate : parsed;
  try {
    return work(new Body(raw));
  } catch (error) {
    throw error instanceof ServiceError ? faultOf(error, { names, body: quotable(raw) }) : error;
  }
}

export async function createCertificateRoute(call: ApiCall): Promise<Response> {
  const certificate = await withCertificate(call, (body) => {
    body.need("certificate");
    const input = {
      name: body.text("name"),
      description: body.text("description"),
      type: body.text("type") as CertificateType | undefined,
      domain: body.text("domain"),
      certificate: body.text("certificate") as string,
      privateKey: body.text("private_key"),
      // Extension: of a PFX file (its base64 in `certificate`) or an encrypted key.
      password: body.text("password"),
      projectId: body.text("project_id") ?? body.text("tenant_id"),
    };
    body.ignore("tenant_id", "admin_state_up", "enterprise_project_id");
    body.finish();
    return createCertificate(call.ctx, input);
  });
  return ok(certificateBody(getCertificate(call.ctx, certificate.id)), 201);
}

export async function updateCertificateRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withCertificate(call, (body) => {
    body.fixed("type", "project_id", "tenant_id");
    const input = {
      id,
      name: clearable(body, "name"),
      description: clearable(body, "description"),
      domain: clearable(body, "domain"),
      certificate: body.text("certificate"),
      privateKey: body.text("private_key"),
      password: body.text("password"),
    };
    body.ignore("admin_state_up");
    body.finish();
    updateCertificate(call.ctx, input);
  });
  return ok(certificateBody(getCertificate(call.ctx, id)));
}

export function listCertificatesRoute({ ctx, url, request }: ApiCall): Response {
  const items = listCertificates(ctx).map(certificateBody);
  const body = listBody(url, request.headers.get("host"), "certificates", items);
  return ok({ ...body, instance_num: (body.certificates as unknown[]).length });
}

export function getCertificateRoute(call: ApiCall): Response {
  return ok(certificateBody(getCertificate(call.ctx, call.id())));
}

export function deleteCertificateRoute(call: ApiCall): Response {
  deleteCertificates(call.ctx, { ids: [call.id()] });
  return noContent();
}
