import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ObjectList } from "@/components/monitoring/object-list";
import { requireContext } from "@/lib/auth/request-context";
import { listMetricObjects } from "@/lib/services/metrics/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("monitoring"))("title") };
}

export default async function MonitoringPage() {
  const ctx = await requireContext();
  const readAt = ctx.now();
  return <ObjectList initial={{ data: listMetricObjects(ctx), readAt }} />;
}
