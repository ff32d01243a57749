import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LogGroupList } from "@/components/logs/log-group-list";
import { TransferList } from "@/components/logs/transfer-list";
import { requireContext } from "@/lib/auth/request-context";
import { listLogGroups } from "@/lib/services/loggroup/list";
import { listLogTransfers } from "@/lib/services/logtransfer/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accessLog"))("groups") };
}

export default async function LogsPage() {
  const ctx = await requireContext();
  const groups = listLogGroups(ctx, { projectId: ctx.shownProjectId ?? undefined });
  const transfers = listLogTransfers(ctx, { projectId: ctx.shownProjectId ?? undefined });
  const readAt = ctx.now();
  return (
    <>
      <LogGroupList initial={{ data: groups, readAt }} />
      <div className="mt-4">
        <TransferList initial={{ data: transfers, readAt }} groups={groups} />
      </div>
    </>
  );
}
