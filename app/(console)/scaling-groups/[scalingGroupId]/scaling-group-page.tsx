"use client";

import { Copy, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { notify } from "@/components/feedback/notify";
import { StaleResource } from "@/components/feedback/stale-resource";
import { DeleteScalingGroupDialog } from "@/components/scaling-group/delete-scaling-group-dialog";
import { InstancesTable } from "@/components/scaling-group/instances-table";
import type { LinkablePool } from "@/components/scaling-group/link-dialogs";
import { LinksTable } from "@/components/scaling-group/links-table";
import { ScalingFacts } from "@/components/scaling-group/scaling-facts";
import { EditScalingGroupDialog } from "@/components/scaling-group/scaling-group-dialog";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { ActionsMenu, RefreshButton } from "@/components/ui/page-actions";
import { PageHead } from "@/components/ui/page-head";
import { readScalingGroupAction } from "@/lib/actions/scaling-group";
import { queryKeys } from "@/lib/client/query-keys";
import { useManualRefresh, useResource } from "@/lib/client/use-resource";
import type { ScalingGroupView } from "@/lib/model/scaling-group";

interface ScalingGroupPageProps {
  group: ScalingGroupView;
  pools: readonly LinkablePool[];
  /** Of this console, for the lines that machines run. */
  origin: string;
  readAt: number;
}

export function ScalingGroupPage({ group: initial, pools, origin, readAt }: ScalingGroupPageProps) {
  const t = useTranslations("scaling");
  const nav = useTranslations("nav");
  const common = useTranslations("common");
  const router = useRouter();
  const { refreshing, refresh } = useManualRefresh();
  const { id } = initial;
  const read = () => readScalingGroupAction(id);
  const group = useResource(queryKeys.scalingGroup(id), read, { data: initial, readAt });
  const [open, setOpen] = useState<"edit" | "delete">();
  const view = group.data;
  const copyId = async () => {
    if (await copyText(id)) notify(t("idCopied", { name: view.name }));
  };
  return (
    <>
      <PageHead
        crumbs={[{ label: nav("scalingGroups"), href: "/scaling-groups" }, { label: view.name }]}
        title={view.name}
        actions={
          <>
            <RefreshButton onClick={refresh} busy={refreshing} />
            <ActionsMenu
              groups={[
                [{ key: "copy", label: common("copyId"), icon: <Copy />, onSelect: () => void copyId() }],
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
            <Button onClick={() => setOpen("edit")}>{common("edit")}</Button>
          </>
        }
      />
      <div className="grid gap-4">
        <StaleResource resource={group} onRetry={refresh} busy={refreshing} />
        <ScalingFacts group={view} origin={origin} />
        <InstancesTable group={view} />
        <LinksTable group={view} pools={pools} />
      </div>
      {open === "edit" && <EditScalingGroupDialog group={view} onClose={() => setOpen(undefined)} />}
      {open === "delete" && (
        <DeleteScalingGroupDialog
          group={view}
          onClose={() => setOpen(undefined)}
          onDeleted={() => router.push("/scaling-groups")}
        />
      )}
    </>
  );
}
