"use client";

import { Globe, Link2, Link2Off, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import type { FilterProperty } from "@/components/data-table/tokens";
import type { RowMenu } from "@/components/data-table/types";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/ui/button";
import { deleteEipAction, readEipsAction } from "@/lib/actions/eip";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import { addAddressCommand, type EipView } from "@/lib/model/network";
import type { Project } from "@/lib/model/project";
import { BindEipDialog, UnbindEipDialog } from "./binding-dialogs";
import { CommandNote } from "./command-note";
import { useEipColumns } from "./eip-columns";
import { CreateEipDialog, EditEipDialog } from "./eip-dialogs";

type RowAction = "edit" | "bind" | "unbind" | "delete";
type Open = { kind: "create" } | { kind: RowAction; eip: EipView };

export interface EipListProps {
  initial: Initial<EipView[]>;
  projects: readonly Project[];
  /** Of a new one. */
  projectId: string;
}

/** Elastic IPs: what each is bound to, and how much of its bandwidth it carries (LB-11..LB-13). */
export function EipList({ initial, projects, projectId }: EipListProps) {
  const t = useTranslations("network");
  const reading = useListReading(queryKeys.eips, readAll, initial);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const rowMenu = useRowMenu((kind, eip) => setOpen({ kind, eip }));
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("createEip")}
    </Button>
  );
  return (
    <>
      <ResourceList<EipView>
        resource="eip"
        title={t("eips")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ address }) => address}
        columns={useEipColumns()}
        properties={useProperties()}
        searchText={searchText}
        defaultSort={{ column: "created", descending: false }}
        twoLine
        primaryAction={create}
        rowMenu={rowMenu}
        rowNote={missingNote}
        empty={
          <EmptyState icon={<Globe />} title={t("noEips")} actions={create}>
            {t("noEipsHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateEipDialog projects={projects} projectId={projectId} onClose={close} />}
      {open?.kind === "edit" && <EditEipDialog eip={open.eip} onClose={close} />}
      {open?.kind === "bind" && <BindEipDialog eip={open.eip} onClose={close} />}
      {open?.kind === "unbind" && <UnbindEipDialog eip={open.eip} onClose={close} />}
      {open?.kind === "delete" && (
        <DeleteDialog
          title={t("deleteEipTitle", { address: open.eip.address })}
          description={t("deleteEipHint")}
          keepLabel={t("keepEip")}
          confirmLabel={t("deleteEip")}
          done={t("deleted", { name: open.eip.address })}
          act={() => deleteEipAction({ id: open.eip.id })}
          onClose={close}
        />
      )}
    </>
  );
}

const readAll = () => readEipsAction();

/** A bound EIP that the host lacks serves nobody: what gives the host the address stands in its row. */
function missingNote({ isMissing, loadBalancerId, address }: EipView) {
  if (!isMissing || loadBalancerId === null) return undefined;
  return <CommandNote command={addAddressCommand(address, [])} />;
}

function useRowMenu(onAction: (action: RowAction, eip: EipView) => void) {
  const t = useTranslations("network");
  const items = useRowItems();
  return (eip: EipView): RowMenu => {
    const isBound = eip.loadBalancerId !== null;
    return [
      [items.edit(() => onAction("edit", eip))],
      [
        {
          key: "bind",
          label: t("bind"),
          icon: <Link2 />,
          unusable: isBound ? t("alreadyBound") : undefined,
          onSelect: () => onAction("bind", eip),
        },
        {
          key: "unbind",
          label: t("unbind"),
          icon: <Link2Off />,
          unusable: isBound ? undefined : t("notBound"),
          onSelect: () => onAction("unbind", eip),
        },
      ],
      [items.remove(() => onAction("delete", eip), isBound ? t("unbindFirst") : undefined)],
    ];
  };
}

function useProperties(): readonly FilterProperty<EipView>[] {
  const t = useTranslations("network");
  return useMemo(
    () => [
      {
        key: "address",
        label: t("address"),
        values: ({ address, externalAddress }) => present(address, externalAddress),
      },
      { key: "boundTo", label: t("boundTo"), values: ({ loadBalancerName }) => present(loadBalancerName) },
      { key: "project", label: t("project"), values: ({ projectName }) => [projectName] },
    ],
    [t],
  );
}

function present(...values: (string | null)[]): string[] {
  return values.filter((value) => value !== null && value !== "") as string[];
}

function searchText({ id, address, externalAddress, loadBalancerName, projectName }: EipView): string[] {
  return present(id, address, externalAddress, loadBalancerName, projectName);
}
