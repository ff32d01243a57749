"use client";

import { Network, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/ui/button";
import { deleteVpcAction, readVpcsAction } from "@/lib/actions/network";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { VpcView } from "@/lib/model/network";
import { useVpcColumns } from "./vpc-columns";
import { CreateVpcDialog, EditVpcDialog } from "./vpc-dialogs";

type Open = { kind: "create" } | { kind: "edit" | "delete"; vpc: VpcView };

/** Networks whose sources the private addresses in them answer (LB-02). */
export function VpcList({ initial }: { initial: Initial<VpcView[]> }) {
  const t = useTranslations("network");
  const reading = useListReading(queryKeys.vpcs, readAll, initial);
  const items = useRowItems();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("createVpc")}
    </Button>
  );
  return (
    <>
      <ResourceList<VpcView>
        resource="vpc"
        title={t("vpcs")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useVpcColumns()}
        searchText={({ id, name, cidr, description }) => [id, name, cidr, description]}
        defaultSort={{ column: "created", descending: false }}
        filterHint={t("vpcFilterHint")}
        twoLine
        primaryAction={create}
        rowMenu={(vpc) => [
          [items.edit(() => setOpen({ kind: "edit", vpc })), items.copyId(vpc)],
          [items.remove(() => setOpen({ kind: "delete", vpc }))],
        ]}
        empty={
          <EmptyState icon={<Network />} title={t("noVpcs")} actions={create}>
            {t("noVpcsHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateVpcDialog onClose={close} />}
      {open?.kind === "edit" && <EditVpcDialog vpc={open.vpc} onClose={close} />}
      {open?.kind === "delete" && (
        <DeleteDialog
          title={t("deleteVpcTitle", { name: open.vpc.name })}
          description={t("deleteVpcHint", { count: open.vpc.subnets })}
          keepLabel={t("keepVpc")}
          confirmLabel={t("deleteVpc")}
          done={t("deleted", { name: open.vpc.name })}
          act={() => deleteVpcAction({ id: open.vpc.id })}
          onClose={close}
        />
      )}
    </>
  );
}

const readAll = () => readVpcsAction();
