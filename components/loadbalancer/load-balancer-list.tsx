"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ExportLink } from "@/components/data-table/export-link";
import { ResourceList } from "@/components/data-table/resource-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { LoadBalancerIcon } from "@/components/nav/icons";
import { Button, ButtonLink } from "@/components/ui/button";
import type { InitialPage } from "@/lib/client/use-list-page";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { type BulkAction, BulkActionDialog } from "./bulk-actions";
import { useLoadBalancerColumns } from "./columns";
import { DeleteLoadBalancerDialog } from "./delete-dialog";
import { type EipAction, EipDialog } from "./eip/eip-dialog";
import { EditDialog } from "./edit-dialog";
import { useFilterProperties } from "./filter-properties";
import { useRowMenu } from "./row-menu";
import { useLoadBalancers } from "./use-load-balancers";

type Asked =
  | { kind: "edit" | "delete" | EipAction; view: LoadBalancerView }
  | { kind: "bulk"; action: BulkAction; views: readonly LoadBalancerView[]; clear?: () => void };

const bulkActions = ["enable", "disable", "tag"] as const;

export function LoadBalancerList({ initial }: { initial: InitialPage<LoadBalancerView> }) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const { query, page, pending, updatedAt, refresh, refreshing, error } = useLoadBalancers(initial);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const rowMenu = useRowMenu((action, view) => {
    if (action === "switch") setAsked({ kind: "bulk", action: view.enabled ? "disable" : "enable", views: [view] });
    else setAsked({ kind: action, view });
  });
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
        rows={page.rows}
        server={page}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useLoadBalancerColumns()}
        properties={useFilterProperties(page.facets)}
        searchText={noText}
        defaultSort={{ column: "name", descending: false }}
        filterHint={t("filterHint")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing || pending}
        error={error}
        exporting={(_, columns) => (
          <ExportLink
            route="/api/v1/loadbalancers.csv"
            query={query}
            extra={{ columns: columns.join(",") }}
            hint={t("exportHint", { count: page.matching })}
          />
        )}
        primaryAction={create}
        rowMenu={rowMenu}
        bulk={(views, clear) => (
          <>
            {bulkActions.map((action) => (
              <Button key={action} size="sm" onClick={() => setAsked({ kind: "bulk", action, views, clear })}>
                {action === "tag" ? t("bulkTagTitleShort") : common(action)}
              </Button>
            ))}
            <Button
              size="sm"
              variant="dangerText"
              onClick={() => setAsked({ kind: "bulk", action: "delete", views, clear })}
            >
              {common("delete")}
            </Button>
          </>
        )}
        empty={
          <EmptyState icon={<LoadBalancerIcon />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {asked?.kind === "edit" && <EditDialog view={asked.view} onClose={close} />}
      {asked?.kind === "delete" && (
        <DeleteLoadBalancerDialog view={asked.view} open onOpenChange={(open) => !open && close()} />
      )}
      {(asked?.kind === "bandwidth" || asked?.kind === "bind" || asked?.kind === "unbind") && (
        <EipDialog action={asked.kind} view={asked.view} onClose={close} />
      )}
      {asked?.kind === "bulk" && (
        <BulkActionDialog action={asked.action} views={asked.views} onDone={asked.clear} onClose={close} />
      )}
    </>
  );
}

/** The server looks through the texts. */
const noText = () => [];
