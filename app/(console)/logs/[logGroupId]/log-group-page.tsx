"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StaleResource } from "@/components/feedback/stale-resource";
import { DeleteLogsDialog } from "@/components/logs/delete-dialog";
import { EditLogGroupDialog } from "@/components/logs/log-group-dialogs";
import { LogGroupSummary } from "@/components/logs/log-group-summary";
import { LogStreamList } from "@/components/logs/log-stream-list";
import { ActionsMenu, RefreshButton } from "@/components/ui/page-actions";
import { PageHead } from "@/components/ui/page-head";
import { readLogGroupAction } from "@/lib/actions/access-log";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { LogGroupView } from "@/lib/model/access-log";

export function LogGroupPage({ initial }: { initial: Initial<LogGroupView> }) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const router = useRouter();
  const { id } = initial.data;
  const group = useResource(queryKeys.logGroup(id), () => readLogGroupAction(id), initial);
  const [open, setOpen] = useState<"edit" | "delete">();
  const { name } = group.data;
  return (
    <>
      <PageHead
        crumbs={[{ label: t("groups"), href: "/logs" }, { label: name }]}
        title={name}
        actions={
          <>
            <RefreshButton onClick={group.refresh} busy={group.refreshing} />
            <ActionsMenu
              groups={[
                [{ key: "edit", label: common("edit"), icon: <Pencil />, onSelect: () => setOpen("edit") }],
                [
                  {
                    key: "delete",
                    label: common("delete"),
                    icon: <Trash2 />,
                    danger: true,
                    onSelect: () => setOpen("delete"),
                  },
                ],
              ]}
            />
          </>
        }
      />
      <div className="grid gap-4">
        <StaleResource resource={group} onRetry={group.refresh} busy={group.refreshing} />
        <LogGroupSummary group={group.data} />
        <LogStreamList group={group.data} />
      </div>
      {open === "edit" && <EditLogGroupDialog group={group.data} onClose={() => setOpen(undefined)} />}
      {open === "delete" && (
        <DeleteLogsDialog
          what={{ kind: "group", group: group.data }}
          onClose={() => setOpen(undefined)}
          onDeleted={() => router.push("/logs")}
        />
      )}
    </>
  );
}
