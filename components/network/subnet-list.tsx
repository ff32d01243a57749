"use client";

import { Plus, Split } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import type { FilterProperty } from "@/components/data-table/tokens";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/ui/button";
import { deleteSubnetAction, readSubnetsAction } from "@/lib/actions/network";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { SubnetView, Vpc } from "@/lib/model/network";
import { useSubnetColumns } from "./subnet-columns";
import { CreateSubnetDialog, EditSubnetDialog } from "./subnet-dialogs";

type Open = { kind: "create" } | { kind: "edit" | "delete"; subnet: SubnetView };

/** Parts of VPCs from which private addresses are given, and how full they are. */
export function SubnetList({ initial, vpcs }: { initial: Initial<SubnetView[]>; vpcs: readonly Vpc[] }) {
  const t = useTranslations("network");
  const reading = useListReading(queryKeys.subnets, readAll, initial);
  const items = useRowItems();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <Button
      variant="primary"
      icon={<Plus />}
      disabled={vpcs.length === 0}
      title={vpcs.length === 0 ? t("noVpcs") : undefined}
      onClick={() => setOpen({ kind: "create" })}
    >
      {t("createSubnet")}
    </Button>
  );
  return (
    <>
      <ResourceList<SubnetView>
        resource="subnet"
        title={t("subnets")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useSubnetColumns()}
        properties={useProperties()}
        searchText={searchText}
        defaultSort={{ column: "created", descending: false }}
        twoLine
        primaryAction={create}
        rowMenu={(subnet) => [
          [items.edit(() => setOpen({ kind: "edit", subnet })), items.copyId(subnet)],
          [items.remove(() => setOpen({ kind: "delete", subnet }))],
        ]}
        empty={
          <EmptyState icon={<Split />} title={t("noSubnets")} actions={create}>
            {t("noSubnetsHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateSubnetDialog vpcs={vpcs} onClose={close} />}
      {open?.kind === "edit" && <EditSubnetDialog subnet={open.subnet} onClose={close} />}
      {open?.kind === "delete" && (
        <DeleteDialog
          title={t("deleteSubnetTitle", { name: open.subnet.name })}
          description={t("deleteSubnetHint", { cidr: open.subnet.cidr })}
          keepLabel={t("keepSubnet")}
          confirmLabel={t("deleteSubnet")}
          done={t("deleted", { name: open.subnet.name })}
          act={() => deleteSubnetAction({ id: open.subnet.id })}
          onClose={close}
        />
      )}
    </>
  );
}

const readAll = () => readSubnetsAction();

function useProperties(): readonly FilterProperty<SubnetView>[] {
  const t = useTranslations("network");
  const common = useTranslations("common");
  return useMemo(
    () => [
      { key: "name", label: common("name"), values: ({ name }) => [name] },
      { key: "vpc", label: t("vpc"), values: ({ vpcName }) => [vpcName] },
      { key: "cidr", label: t("range"), values: ({ cidr }) => [cidr] },
    ],
    [t, common],
  );
}

function searchText({ id, name, cidr, vpcName }: SubnetView): string[] {
  return [id, name, cidr, vpcName];
}
