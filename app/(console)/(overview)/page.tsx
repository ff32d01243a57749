import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/request-context";
import { readOverview } from "@/lib/services/overview/read";
import { OverviewScreen } from "./overview-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage() {
  const ctx = await requireContext();
  return <OverviewScreen overview={readOverview(ctx)} readAt={ctx.now()} />;
}
