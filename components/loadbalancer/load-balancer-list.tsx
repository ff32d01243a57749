"use client";

import { Copy, Eye, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { notify } from "@/components/feedback/notify";
import { LoadBalancerIcon } from "@/components/nav/icons";
import { Button, ButtonLink } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import type { Initial } from "@/lib/client/use-resource";
import { useSteadyRates } from "@/lib/client/use-steady-rates";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { BulkDeleteDialog } from "./bulk-delete-dialog";
import { useLoadBalancerColumns } from "./columns";
import { DeleteLoadBalancerDialog } from "./delete-dialog";
import { ExportLink } from "./export-link";
import { addressesOf, useFilterProperties } from "./filter-properties";
import { tagText } from "./row-state";
import { useLoadBalancers } from "./use-load-balancers";

/** Two steps of deletion: one row by its name, several by a word. */
type Deleting =
  | { kind: "one"; view: LoadBalancerView }
  | { kind: "many"; views: readonly LoadBalancerView[]; clear: () => void };

export function LoadBalancerList({ initial }: { initial: Initial<LoadBalancerView[]> }) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const { rows, updatedAt, refresh, refreshing, error } = useLoadBalancers(initial);
  const columns = useLoadBalancerColumns(useSteadyRates(rows.map(({ id }) => id)));
  const [deleting, setDeleting] = useState<Deleting>();
  const [open, setOpen] = useState(false);
  const ask = (next: Deleting) => {
    setDeleting(next);
    setOpen(true);
  };
  const create = (
    <ButtonLink href="/load-balancers/create" variant="primary" icon={<Plus />}>
      {t("create")}
    </ButtonLink>
  );
  return (
    <>
      <ResourceList<LoadBalancerView>
        resource="loadbalancer"
        title={t("title")}
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={columns}
        properties={useFilterProperties(rows)}
        searchText={searchText}
        defaultSort={{ column: "name", descending: false }}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={error}
        exporting={(matching) => <ExportLink rows={matching} total={rows.length} />}
        primaryAction={create}
        rowMenu={(view) => [
          [
            { key: "view", label: t("view"), icon: <Eye />, href: `/load-balancers/${view.id}` },
            {
              key: "listener",
              label: t("addListener"),
              icon: <Plus />,
              href: `/load-balancers/${view.id}/listeners/create`,
            },
            {
              key: "copy",
              label: common("copyId"),
              icon: <Copy />,
              onSelect: () => void copyText(view.id).then((done) => done && notify(t("idCopied", { name: view.name }))),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => ask({ kind: "one", view }),
            },
          ],
        ]}
        bulk={(selected, clear) => (
          <Button size="sm" variant="dangerText" onClick={() => ask({ kind: "many", views: selected, clear })}>
            {common("delete")}
          </Button>
        )}
        empty={
          <EmptyState icon={<LoadBalancerIcon />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {deleting?.kind === "one" && <DeleteLoadBalancerDialog view={deleting.view} open={open} onOpenChange={setOpen} />}
      {deleting?.kind === "many" && (
        <BulkDeleteDialog views={deleting.views} open={open} onOpenChange={setOpen} onDone={deleting.clear} />
      )}
    </>
  );
}

function searchText(view: LoadBalancerView): string[] {
  return [view.id, view.name, view.description, ...addressesOf(view), ...view.tags.map(tagText)];
}
