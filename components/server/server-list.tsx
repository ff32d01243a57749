"use client";

import { Copy, Plus, Server as ServerIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { readServersAction } from "@/lib/actions/server";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { ServerView } from "@/lib/model/server";
import { DeleteServersDialog } from "./delete-servers-dialog";
import { tagText, useServerColumns } from "./server-columns";
import { CreateServerDialog, EditServerDialog } from "./server-dialog";

type Open =
  | { kind: "create" }
  | { kind: "edit"; server: ServerView }
  | { kind: "delete"; servers: readonly ServerView[]; clear?: () => void };

/** The inventory: servers that groups may tick (BS-06). */
export function ServerList({ initial, zones }: { initial: Initial<ServerView[]>; zones: readonly string[] }) {
  const t = useTranslations("server");
  const common = useTranslations("common");
  const reading = useListReading(queryKeys.servers, readAll, initial);
  const items = useRowItems();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <ResourceList<ServerView>
        resource="server"
        title={t("title")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useServerColumns()}
        properties={useProperties()}
        searchText={searchText}
        defaultSort={{ column: "name", descending: false }}
        twoLine
        primaryAction={create}
        rowMenu={(server) => [
          [
            items.edit(() => setOpen({ kind: "edit", server })),
            {
              key: "copy",
              label: t("copyAddress"),
              icon: <Copy />,
              onSelect: () =>
                void copyText(server.address).then((done) => done && notify(t("copied", { address: server.address }))),
            },
          ],
          [items.remove(() => setOpen({ kind: "delete", servers: [server] }))],
        ]}
        bulk={(servers, clear) => (
          <Button size="sm" variant="dangerText" onClick={() => setOpen({ kind: "delete", servers, clear })}>
            {common("delete")}
          </Button>
        )}
        empty={
          <EmptyState icon={<ServerIcon />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateServerDialog zones={zones} onClose={close} />}
      {open?.kind === "edit" && <EditServerDialog server={open.server} zones={zones} onClose={close} />}
      {open?.kind === "delete" && <DeleteServersDialog servers={open.servers} onClose={close} onDeleted={open.clear} />}
    </>
  );
}

const readAll = () => readServersAction();

function useProperties(): readonly FilterProperty<ServerView>[] {
  const t = useTranslations("server");
  const common = useTranslations("common");
  return useMemo(
    () => [
      { key: "name", label: common("name"), values: ({ name }) => [name] },
      { key: "address", label: t("address"), values: ({ address }) => [address] },
      { key: "zone", label: t("zone"), values: ({ zone }) => (zone === "" ? [] : [zone]) },
      { key: "group", label: t("usedIn"), values: ({ uses }) => uses.map(({ pool }) => pool.name) },
      { key: "tag", label: common("tags"), values: ({ tags }) => tags.map(tagText) },
    ],
    [t, common],
  );
}

function searchText({ id, name, address, zone, tags, uses }: ServerView): string[] {
  return [id, name, address, zone, ...tags.map(tagText), ...uses.map(({ pool }) => pool.name)];
}
