import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CertificatePage } from "@/components/certificate/certificate-page";
import { readCertificateAction } from "@/lib/actions/certificate";
import { requireContext } from "@/lib/auth/request-context";
import { warningsOf } from "@/lib/pki/read-bundle";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificate"))("title") };
}

export default async function Page({ params }: { params: Promise<{ certificateId: string }> }) {
  const { certificateId: id } = await params;
  const ctx = await requireContext();
  const result = await readCertificateAction(id);
  if (!result.ok) {
    if (result.error.code === "unauthenticated") redirect("/sign-in");
    notFound();
  }
  const { data } = result;
  const warnings = warningsOf(data.facts, data.type, ctx.now());
  return <CertificatePage initial={{ data, readAt: ctx.now() }} warnings={warnings} />;
}
