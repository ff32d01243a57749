"use client";

import { Copy, Network, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { deleteVpcAction, readVpcsAction } from "@/lib/actions/network";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { VpcView } from "@/lib/model/network";
import { DeleteDialog } from "./delete-dialog";
import { useVpcColumns } from "./vpc-columns";
import { CreateVpcDialog, EditVpcDialog } from "./vpc-dialogs";

type Open = { kind: "create" } | { kind: "edit" | "delete"; vpc: VpcView };

/** Networks whose sources the private addresses in them answer (LB-02). */
export function VpcList({ initial }: { initial: Initial<VpcView[]> }) {
  const t = useTranslations("network");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.vpcs, readAll, initial);
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
        rows={data}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useVpcColumns()}
        searchText={({ id, name, cidr, description }) => [id, name, cidr, description]}
        defaultSort={{ column: "created", descending: false }}
        filterHint={t("vpcFilterHint")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(vpc) => [
          [
            {
              key: "edit",
              label: common("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", vpc }),
            },
            {
              key: "copy",
              label: common("copyId"),
              icon: <Copy />,
              onSelect: () => void copyText(vpc.id).then((done) => done && notify(t("idCopied", { name: vpc.name }))),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", vpc }),
            },
          ],
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
