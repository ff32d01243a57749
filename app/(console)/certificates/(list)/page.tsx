import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CertificateList } from "@/components/certificate/certificate-list";
import { requireContext } from "@/lib/auth/request-context";
import { listCertificates } from "@/lib/services/certificate/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificate"))("title") };
}

export default async function CertificatesPage() {
  const ctx = await requireContext();
  return <CertificateList initial={{ data: listCertificates(ctx), readAt: ctx.now() }} />;
}
