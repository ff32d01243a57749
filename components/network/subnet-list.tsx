"use client";

import { Copy, Pencil, Plus, Split, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { deleteSubnetAction, readSubnetsAction } from "@/lib/actions/network";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { SubnetView, Vpc } from "@/lib/model/network";
import { DeleteDialog } from "./delete-dialog";
import { useSubnetColumns } from "./subnet-columns";
import { CreateSubnetDialog, EditSubnetDialog } from "./subnet-dialogs";

type Open = { kind: "create" } | { kind: "edit" | "delete"; subnet: SubnetView };

/** Parts of VPCs from which private addresses are given, and how full they are. */
export function SubnetList({ initial, vpcs }: { initial: Initial<SubnetView[]>; vpcs: readonly Vpc[] }) {
  const t = useTranslations("network");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.subnets, readAll, initial);
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
        rows={data}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useSubnetColumns()}
        properties={useProperties()}
        searchText={searchText}
        defaultSort={{ column: "created", descending: false }}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(subnet) => [
          [
            {
              key: "edit",
              label: common("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", subnet }),
            },
            {
              key: "copy",
              label: common("copyId"),
              icon: <Copy />,
              onSelect: () =>
                void copyText(subnet.id).then((done) => done && notify(t("idCopied", { name: subnet.name }))),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", subnet }),
            },
          ],
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
