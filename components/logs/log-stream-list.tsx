"use client";

import { Copy, Pencil, Plus, ScrollText, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { ListColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/feedback/empty-state";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Timestamp } from "@/components/ui/timestamp";
import type { LogGroupView, LogStreamView } from "@/lib/model/access-log";
import { useByteSize } from "@/components/ui/byte-size";
import { DeleteLogsDialog } from "./delete-dialog";
import { CreateLogStreamDialog, RenameLogStreamDialog } from "./log-stream-dialogs";

type Open = { kind: "create" } | { kind: "rename" | "delete"; stream: LogStreamView };

export function LogStreamList({ group }: { group: LogGroupView }) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("createStream")}
    </Button>
  );
  return (
    <>
      <ResourceList<LogStreamView>
        resource="logstream"
        title={t("streams")}
        placement="card"
        rows={group.streams}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useLogStreamColumns()}
        searchText={({ id, name, loadBalancers }) => [id, name, ...loadBalancers.map((one) => one.name)]}
        defaultSort={{ column: "created", descending: false }}
        filterHint={t("filterStreamsHint")}
        primaryAction={create}
        rowMenu={(stream) => [
          [
            {
              key: "rename",
              label: t("rename"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "rename", stream }),
            },
            {
              key: "copy",
              label: common("copyId"),
              icon: <Copy />,
              onSelect: () =>
                void copyText(stream.id).then((done) => done && notify(t("idCopied", { name: stream.name }))),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", stream }),
            },
          ],
        ]}
        empty={
          <EmptyState icon={<ScrollText />} title={t("streamsEmpty")} actions={create}>
            {t("streamsEmptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateLogStreamDialog group={group} onClose={close} />}
      {open?.kind === "rename" && <RenameLogStreamDialog stream={open.stream} onClose={close} />}
      {open?.kind === "delete" && <DeleteLogsDialog what={{ kind: "stream", stream: open.stream }} onClose={close} />}
    </>
  );
}

function useLogStreamColumns(): readonly ListColumn<LogStreamView>[] {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const size = useByteSize();
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, groupId, name }) => (
          <Link href={`/logs/${groupId}/${id}`} className="font-semibold break-all text-link">
            {name}
          </Link>
        ),
      },
      {
        id: "loadBalancers",
        header: t("loadBalancers"),
        phone: "wide",
        wrap: true,
        sortValue: ({ loadBalancers }) => loadBalancers.length,
        cell: ({ loadBalancers }) =>
          loadBalancers.length === 0 ? (
            <span className="text-faint-foreground">{t("nobodyWrites")}</span>
          ) : (
            <span className="flex flex-wrap gap-x-2">
              {loadBalancers.map(({ id, name }) => (
                <Link key={id} href={`/load-balancers/${id}/access-log`} className="break-all text-link">
                  {name === "" ? id.slice(0, 8) : name}
                </Link>
              ))}
            </span>
          ),
      },
      {
        id: "size",
        header: t("size"),
        phone: "left",
        numeric: true,
        sortValue: ({ bytes }) => bytes,
        cell: ({ bytes }) => size(bytes),
      },
      {
        id: "created",
        header: common("created"),
        phone: "right",
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
    ],
    [t, common, size],
  );
}
