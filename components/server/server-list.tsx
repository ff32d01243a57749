"use client";

import { Copy, Pencil, Plus, Server as ServerIcon, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { readServersAction } from "@/lib/actions/server";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
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
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.servers, readAll, initial);
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
        rows={data}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useServerColumns()}
        properties={useProperties()}
        searchText={searchText}
        defaultSort={{ column: "name", descending: false }}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(server) => [
          [
            {
              key: "edit",
              label: t("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", server }),
            },
            {
              key: "copy",
              label: t("copyAddress"),
              icon: <Copy />,
              onSelect: () =>
                void copyText(server.address).then((done) => done && notify(t("copied", { address: server.address }))),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", servers: [server] }),
            },
          ],
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
