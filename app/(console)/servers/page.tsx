import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ServerList } from "@/components/server/server-list";
import { requireContext } from "@/lib/auth/request-context";
import { readRegionAndZones } from "@/lib/services/region/read";
import { listServers } from "@/lib/services/server/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("server"))("title") };
}

export default async function ServersPage() {
  const ctx = await requireContext();
  const { zones } = readRegionAndZones(ctx);
  return <ServerList initial={{ data: listServers(ctx), readAt: ctx.now() }} zones={zones} />;
}
