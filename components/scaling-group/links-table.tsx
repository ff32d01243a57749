"use client";

import { Pencil, Plus, Unlink } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { BulkDialog } from "@/components/data-table/bulk-dialog";
import { ResourceList } from "@/components/data-table/resource-list";
import type { ListColumn } from "@/components/data-table/types";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { useRuleText } from "@/components/form/rule-text";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { deleteScalingLinkAction, deleteScalingLinksAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { PoolView } from "@/lib/model/pool";
import type { ScalingGroupView, ScalingLinkView } from "@/lib/model/scaling-group";
import { CreateLinkDialog, EditLinkDialog, type LinkablePool } from "./link-dialogs";

type Open =
  | { kind: "create" }
  | { kind: "edit" | "delete"; link: ScalingLinkView }
  | { kind: "deleteMany"; links: readonly ScalingLinkView[]; clear: () => void };

interface LinksTableProps {
  group: ScalingGroupView;
  /** Server groups of its project. */
  pools: readonly LinkablePool[];
}

/** The server groups that the instances become servers of. */
export function LinksTable({ group, pools }: LinksTableProps) {
  const t = useTranslations("scaling");
  const ruleText = useRuleText();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const button = (
    <Button icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("link")}
    </Button>
  );
  return (
    <>
      <ResourceList<ScalingLinkView>
        resource="scalinglink"
        placement="card"
        title={t("links")}
        rows={group.links}
        rowId={({ id }) => id}
        rowName={({ pool }) => pool.name}
        columns={useLinkColumns()}
        searchText={({ id, pool }) => [id, pool.name, pool.loadBalancerName]}
        filterHint={t("filterLinks")}
        twoLine
        rowNote={({ refusal }) =>
          refusal === null ? undefined : (
            <Note tone="warn" role="status">
              <Shape name="triangle" />
              <span>{t("linkRefused", { reason: ruleText(refusal) ?? refusal })}</span>
            </Note>
          )
        }
        rowMenu={(link) => [
          [{ key: "edit", label: t("editWeight"), icon: <Pencil />, onSelect: () => setOpen({ kind: "edit", link }) }],
          [
            {
              key: "unlink",
              label: t("unlink"),
              icon: <Unlink />,
              danger: true,
              onSelect: () => setOpen({ kind: "delete", link }),
            },
          ],
        ]}
        bulk={(links, clear) => (
          <Button size="sm" variant="dangerText" onClick={() => setOpen({ kind: "deleteMany", links, clear })}>
            {t("unlink")}
          </Button>
        )}
        primaryAction={group.links.length > 0 && button}
        empty={
          <EmptyState title={t("noLinks")} actions={button}>
            {t("noLinksHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateLinkDialog group={group} pools={pools} onClose={close} />}
      {open?.kind === "edit" && <EditLinkDialog link={open.link} onClose={close} />}
      {open?.kind === "deleteMany" && <UnlinkManyDialog group={group} {...open} onClose={close} />}
      {open?.kind === "delete" && <UnlinkDialog group={group} link={open.link} onClose={close} />}
    </>
  );
}

function useLinkColumns(): readonly ListColumn<ScalingLinkView>[] {
  const t = useTranslations("scaling");
  return useMemo(
    () => [
      {
        id: "group",
        header: t("serverGroup"),
        pinned: true,
        sortValue: ({ pool }) => pool.name,
        cell: ({ pool }) => (
          <>
            <Link href={poolHref(pool)} className="text-link font-semibold break-words">
              {pool.name}
            </Link>
            <span className="block text-xs break-words text-faint-foreground">
              {pool.loadBalancerName} · {pool.protocol}
            </span>
          </>
        ),
      },
      {
        id: "port",
        header: t("port"),
        phone: "left",
        phoneHeader: true,
        sortValue: ({ port }) => port,
        cell: ({ port }) => port ?? <span className="text-muted-foreground">{t("portOfMember")}</span>,
      },
      {
        id: "weight",
        header: t("weight"),
        numeric: true,
        phone: "right",
        phoneHeader: true,
        sortValue: ({ weight }) => weight,
        cell: ({ weight }) => weight,
      },
    ],
    [t],
  );
}

function poolHref({ id, loadBalancerId }: Pick<PoolView, "id" | "loadBalancerId">): string {
  return `/load-balancers/${loadBalancerId}/groups/${id}`;
}

function UnlinkDialog({
  group,
  link,
  onClose,
}: {
  group: ScalingGroupView;
  link: ScalingLinkView;
  onClose: () => void;
}) {
  const t = useTranslations("scaling");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { name } = link.pool;
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("unlinkTitle", { name })}
      description={t(group.drainS === 0 ? "unlinkNow" : "unlinkDrained", { seconds: group.drainS })}
      keepLabel={t("keepLink")}
      confirmLabel={t("unlinkConfirm")}
      onConfirm={async () => {
        const result = await deleteScalingLinkAction({ scalingGroupId: group.id, id: link.id });
        if (!result.ok) return failureText(result.error);
        notify(t("unlinkDone", { name }));
        refresh();
        return undefined;
      }}
    />
  );
}

interface UnlinkManyProps {
  group: ScalingGroupView;
  links: readonly ScalingLinkView[];
  clear: () => void;
  onClose: () => void;
}

function UnlinkManyDialog({ group, links, clear, onClose }: UnlinkManyProps) {
  const t = useTranslations("scaling");
  const refresh = useRefreshResources();
  const count = links.length;
  return (
    <BulkDialog
      items={links.map(({ id, pool }) => ({ id, name: pool.name }))}
      title={t("unlinkManyTitle", { count })}
      description={t(group.drainS === 0 ? "unlinkNow" : "unlinkDrained", { seconds: group.drainS })}
      actsOn={t("unlinkActsOn")}
      tone="danger"
      keepLabel={t("keepLink")}
      confirmLabel={t("unlinkConfirm")}
      run={(ids) => deleteScalingLinksAction(group.id, ids)}
      onDone={(done) => {
        if (done > 0) notify(t("unlinkManyDone", { count: done }));
        refresh();
        clear();
      }}
      onClose={onClose}
    />
  );
}
