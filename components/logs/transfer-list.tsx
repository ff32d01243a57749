"use client";

import { FolderOutput, Pencil, Plus, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { deleteLogTransferAction, readLogTransfersAction, updateLogTransferAction } from "@/lib/actions/log-transfer";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useRefreshResources, useResource } from "@/lib/client/use-resource";
import type { LogGroupView } from "@/lib/model/access-log";
import type { LogTransferView } from "@/lib/model/log-transfer";
import { useTransferColumns } from "./transfer-columns";
import { TransferDialog } from "./transfer-dialog";
import { targetText } from "./transfer-form";

type Open = { kind: "create" } | { kind: "edit" | "delete"; transfer: LogTransferView };

interface TransferListProps {
  initial: Initial<LogTransferView[]>;
  groups: readonly LogGroupView[];
}

/** Transfers with how far each came and what its target said last (LG-10). */
export function TransferList({ initial, groups }: TransferListProps) {
  const t = useTranslations("logTransfer");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const refreshAll = useRefreshResources();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.logTransfers, readAll, initial);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const switchOn = async ({ id, enabled }: LogTransferView) => {
    const result = await updateLogTransferAction({ id, enabled: !enabled });
    notify(result.ok ? t(enabled ? "stopped" : "started") : failureText(result.error));
    refreshAll();
  };
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <ResourceList<LogTransferView>
        resource="logtransfer"
        title={t("title")}
        placement="card"
        rows={data}
        rowId={({ id }) => id}
        rowName={({ streamName }) => streamName}
        columns={useTransferColumns()}
        searchText={({ streamName, groupName, target }) => [streamName, groupName, targetText(target)]}
        filterHint={t("filterHint")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(transfer) => [
          [
            {
              key: "edit",
              label: common("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", transfer }),
            },
            {
              key: "switch",
              label: common(transfer.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () => void switchOn(transfer),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", transfer }),
            },
          ],
        ]}
        empty={
          <EmptyState icon={<FolderOutput />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <TransferDialog groups={groups} onClose={close} />}
      {open?.kind === "edit" && <TransferDialog groups={groups} transfer={open.transfer} onClose={close} />}
      {open?.kind === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && close()}
          title={t("deleteTitle", { stream: open.transfer.streamName })}
          description={t("deleteHint")}
          keepLabel={t("keep")}
          confirmLabel={t("delete")}
          onConfirm={async () => {
            const result = await deleteLogTransferAction({ id: open.transfer.id });
            if (!result.ok) return failureText(result.error);
            notify(t("deleted"));
            refreshAll();
            return undefined;
          }}
        />
      )}
    </>
  );
}

const readAll = () => readLogTransfersAction();
