"use client";

import { Copy, Pencil, Plus, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { notify } from "@/components/feedback/notify";
import { ButtonLink } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import type { ListenerView } from "@/lib/model/listener";
import { DeleteListenerDialog } from "./delete-listener-dialog";
import { DisableListenerDialog } from "./disable-listener-dialog";
import { listenerHref } from "./listener-cells";
import { useListenerColumns } from "./listener-columns";
import { RefusalNote } from "./refusal-note";
import { useSwitchListener } from "./use-switch-listener";

export function ListenersTable({
  loadBalancerId,
  listeners,
}: {
  loadBalancerId: string;
  listeners: readonly ListenerView[];
}) {
  const t = useTranslations("listener");
  const common = useTranslations("common");
  const status = useTranslations("status");
  const [asked, setAsked] = useState<{ kind: "delete" | "disable"; listener: ListenerView }>();
  const switchListener = useSwitchListener();
  const properties = useMemo<FilterProperty<ListenerView>[]>(
    () => [
      { key: "name", label: t("name"), values: ({ name }) => [name] },
      { key: "protocol", label: t("protocol"), values: ({ protocol }) => [protocol] },
      { key: "port", label: t("port"), values: ({ port }) => [String(port)] },
      {
        key: "configuration",
        label: t("configuration"),
        values: ({ configuration }) => [configuration.state],
        valueLabel: (value) => (status.has(value as "refused") ? status(value as "refused") : value),
      },
    ],
    [t, status],
  );
  const copyId = async ({ id, name }: ListenerView) => {
    if (await copyText(id)) notify(t("idCopied", { name }));
  };
  return (
    <>
      <ResourceList<ListenerView>
        resource="listener"
        placement="card"
        title={t("listeners")}
        rows={listeners}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useListenerColumns()}
        properties={properties}
        searchText={searchText}
        twoLine
        rowNote={(listener) =>
          listener.configuration.state === "refused" ? <RefusalNote listener={listener} /> : undefined
        }
        rowMenu={(listener) => [
          [
            { key: "edit", label: t("edit"), icon: <Pencil />, href: listenerHref(listener) },
            {
              key: "switch",
              label: common(listener.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () =>
                listener.enabled ? setAsked({ kind: "disable", listener }) : void switchListener(listener, true),
            },
            { key: "copy", label: common("copyId"), icon: <Copy />, onSelect: () => void copyId(listener) },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setAsked({ kind: "delete", listener }),
            },
          ],
        ]}
        empty={
          <EmptyState
            title={t("empty")}
            actions={
              <ButtonLink href={`/load-balancers/${loadBalancerId}/listeners/create`} icon={<Plus />}>
                {t("addFirst")}
              </ButtonLink>
            }
          >
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {asked?.kind === "delete" && (
        <DeleteListenerDialog listener={asked.listener} onClose={() => setAsked(undefined)} />
      )}
      {asked?.kind === "disable" && (
        <DisableListenerDialog listener={asked.listener} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function searchText({ id, name, description, protocol, port, defaultPool }: ListenerView): string[] {
  return [id, name, description, protocol, String(port), defaultPool?.name ?? ""];
}
