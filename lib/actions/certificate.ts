"use server";

import type {
  Certificate,
  CertificateView,
  CreateCertificateInput,
  DeleteCertificatesInput,
  InspectCertificateInput,
  InspectedCertificate,
  IssueCertificateInput,
  IssuedClient,
  UpdateCertificateInput,
} from "@/lib/model/certificate";
import { createCertificate } from "@/lib/services/certificate/create";
import { deleteCertificates } from "@/lib/services/certificate/delete";
import { inspectCertificate } from "@/lib/services/certificate/inspect";
import { issueCertificate } from "@/lib/services/certificate/issue";
import { getCertificate, listCertificates } from "@/lib/services/certificate/list";
import { updateCertificate } from "@/lib/services/certificate/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createCertificateAction(input: CreateCertificateInput): Promise<ActionResult<Certificate>> {
  return runAction((ctx) => createCertificate(ctx, input));
}

export async function updateCertificateAction(input: UpdateCertificateInput): Promise<ActionResult<Certificate>> {
  return runAction((ctx) => updateCertificate(ctx, input));
}

export async function deleteCertificatesAction(input: DeleteCertificatesInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteCertificates(ctx, input));
}

export async function inspectCertificateAction(
  input: InspectCertificateInput,
): Promise<ActionResult<InspectedCertificate>> {
  return runAction((ctx) => inspectCertificate(ctx, input));
}

export async function issueCertificateAction(
  input: IssueCertificateInput,
): Promise<ActionResult<{ certificate: Certificate | null; client: IssuedClient | null }>> {
  return runAction((ctx) => issueCertificate(ctx, input));
}

export async function readCertificatesAction(
  filter: { projectId?: string } = {},
): Promise<ActionResult<CertificateView[]>> {
  return runAction((ctx) => listCertificates(ctx, filter));
}

export async function readCertificateAction(id: string): Promise<ActionResult<CertificateView>> {
  return runAction((ctx) => getCertificate(ctx, id));
}
