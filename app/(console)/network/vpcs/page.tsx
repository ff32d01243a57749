import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VpcList } from "@/components/network/vpc-list";
import { requireContext } from "@/lib/auth/request-context";
import { listVpcViews } from "@/lib/services/vpc/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("network"))("vpcs") };
}

export default async function VpcsPage() {
  const ctx = await requireContext();
  return <VpcList initial={{ data: listVpcViews(ctx), readAt: ctx.now() }} />;
}
