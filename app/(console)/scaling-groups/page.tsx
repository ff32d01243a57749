import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ScalingGroupList } from "@/components/scaling-group/scaling-group-list";
import { requireContext } from "@/lib/auth/request-context";
import { listScalingGroups } from "@/lib/services/scalinggroup/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("scaling"))("title") };
}

export default async function ScalingGroupsPage() {
  const ctx = await requireContext();
  return <ScalingGroupList initial={{ data: listScalingGroups(ctx), readAt: ctx.now() }} />;
}
