import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LogGroupList } from "@/components/logs/log-group-list";
import { requireContext } from "@/lib/auth/request-context";
import { listLogGroups } from "@/lib/services/loggroup/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accessLog"))("groups") };
}

export default async function LogsPage() {
  const ctx = await requireContext();
  const groups = listLogGroups(ctx, { projectId: ctx.shownProjectId ?? undefined });
  return <LogGroupList initial={{ data: groups, readAt: ctx.now() }} />;
}
