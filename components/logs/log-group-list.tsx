"use client";

import { Plus, ScrollText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/ui/button";
import { readShownLogGroupsAction } from "@/lib/actions/access-log";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { LogGroupView } from "@/lib/model/access-log";
import { DeleteLogsDialog } from "./delete-dialog";
import { useLogGroupColumns } from "./log-group-columns";
import { CreateLogGroupDialog, EditLogGroupDialog } from "./log-group-dialogs";
import { CreateLogStreamDialog } from "./log-stream-dialogs";

type Open = { kind: "create" } | { kind: "edit" | "stream" | "delete"; group: LogGroupView };

/** Log groups with how long and how much they keep (LG-02). */
export function LogGroupList({ initial }: { initial: Initial<LogGroupView[]> }) {
  const t = useTranslations("accessLog");
  const router = useRouter();
  const reading = useListReading(queryKeys.logGroups, readAll, initial);
  const items = useRowItems();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("createGroup")}
    </Button>
  );
  return (
    <>
      <ResourceList<LogGroupView>
        resource="loggroup"
        title={t("groups")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useLogGroupColumns()}
        searchText={({ id, name, streams }) => [id, name, ...streams.map((stream) => stream.name)]}
        defaultSort={{ column: "created", descending: false }}
        filterHint={t("filterHint")}
        twoLine
        primaryAction={create}
        rowMenu={(group) => [
          [
            items.edit(() => setOpen({ kind: "edit", group })),
            {
              key: "stream",
              label: t("createStream"),
              icon: <Plus />,
              onSelect: () => setOpen({ kind: "stream", group }),
            },
            items.copyId(group),
          ],
          [items.remove(() => setOpen({ kind: "delete", group }))],
        ]}
        empty={
          <EmptyState icon={<ScrollText />} title={t("groupsEmpty")} actions={create}>
            {t("groupsEmptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && (
        <CreateLogGroupDialog onClose={close} onCreated={({ id }) => router.push(`/logs/${id}`)} />
      )}
      {open?.kind === "edit" && <EditLogGroupDialog group={open.group} onClose={close} />}
      {open?.kind === "stream" && <CreateLogStreamDialog group={open.group} onClose={close} />}
      {open?.kind === "delete" && <DeleteLogsDialog what={{ kind: "group", group: open.group }} onClose={close} />}
    </>
  );
}

const readAll = () => readShownLogGroupsAction();
