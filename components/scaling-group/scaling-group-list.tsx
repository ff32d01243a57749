"use client";

import { Boxes, Eye, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button } from "@/components/ui/button";
import { readScalingGroupsAction } from "@/lib/actions/scaling-group";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { ScalingGroupView } from "@/lib/model/scaling-group";
import { DeleteScalingGroupDialog } from "./delete-scaling-group-dialog";
import { scalingGroupHref, useScalingGroupColumns } from "./scaling-group-columns";
import { CreateScalingGroupDialog, EditScalingGroupDialog } from "./scaling-group-dialog";

type Open = { kind: "create" } | { kind: "edit" | "delete"; group: ScalingGroupView };

const readAll = () => readScalingGroupsAction();

/** Named sets of servers that enter and leave server groups by themselves (BS-09). */
export function ScalingGroupList({ initial }: { initial: Initial<ScalingGroupView[]> }) {
  const t = useTranslations("scaling");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.scalingGroups, readAll, initial);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const properties = useMemo<FilterProperty<ScalingGroupView>[]>(
    () => [
      { key: "name", label: common("name"), values: ({ name }) => [name] },
      { key: "group", label: t("linkedTo"), values: ({ links }) => links.map(({ pool }) => pool.name) },
      { key: "address", label: t("address"), values: ({ instances }) => instances.map(({ address }) => address) },
    ],
    [t, common],
  );
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <ResourceList<ScalingGroupView>
        resource="scalinggroup"
        title={t("title")}
        rows={data}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useScalingGroupColumns()}
        properties={properties}
        searchText={searchText}
        defaultSort={{ column: "name", descending: false }}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(group) => [
          [
            { key: "view", label: t("open"), icon: <Eye />, href: scalingGroupHref(group.id) },
            { key: "edit", label: t("edit"), icon: <Pencil />, onSelect: () => setOpen({ kind: "edit", group }) },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", group }),
            },
          ],
        ]}
        empty={
          <EmptyState icon={<Boxes />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateScalingGroupDialog onClose={close} />}
      {open?.kind === "edit" && <EditScalingGroupDialog group={open.group} onClose={close} />}
      {open?.kind === "delete" && <DeleteScalingGroupDialog group={open.group} onClose={close} />}
    </>
  );
}

function searchText({ id, name, description, dnsName, links }: ScalingGroupView): string[] {
  return [id, name, description, dnsName, ...links.map(({ pool }) => pool.name)];
}
