import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FirewallCard } from "@/components/source-address/firewall-card";
import { SourceAddressCard } from "@/components/source-address/source-address-card";
import { PageHead } from "@/components/ui/page-head";
import { requireContext } from "@/lib/auth/request-context";
import { readSourceAddresses } from "@/lib/services/sourceaddress/read";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sourceAddress"))("title") };
}

export default async function SourceAddressesPage() {
  const t = await getTranslations("sourceAddress");
  const view = readSourceAddresses(await requireContext());
  return (
    <>
      <PageHead title={t("title")} />
      <SourceAddressCard view={view} />
      <FirewallCard view={view} />
    </>
  );
}
