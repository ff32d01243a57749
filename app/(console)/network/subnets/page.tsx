import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SubnetList } from "@/components/network/subnet-list";
import { requireContext } from "@/lib/auth/request-context";
import { listSubnets } from "@/lib/services/subnet/list";
import { listVpcs } from "@/lib/services/vpc/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("network"))("subnets") };
}

export default async function SubnetsPage() {
  const ctx = await requireContext();
  return <SubnetList initial={{ data: listSubnets(ctx), readAt: ctx.now() }} vpcs={listVpcs(ctx)} />;
}
