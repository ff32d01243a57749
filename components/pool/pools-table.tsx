"use client";

import { Copy, Eye, Plus, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import type { PoolView } from "@/lib/model/pool";
import { DeletePoolDialog } from "./delete-pool-dialog";
import { DisablePoolDialog } from "./disable-pool-dialog";
import { poolHref, usePoolColumns } from "./pool-columns";
import { usersOf } from "./users";
import { useCopyPoolId, useSwitchPool } from "./pool-actions";

export function PoolsTable({ loadBalancerId, pools }: { loadBalancerId: string; pools: readonly PoolView[] }) {
  const t = useTranslations("pool");
  const common = useTranslations("common");
  const [asked, setAsked] = useState<{ kind: "delete" | "disable"; pool: PoolView }>();
  const switchPool = useSwitchPool();
  const copyId = useCopyPoolId();
  const properties = useMemo<FilterProperty<PoolView>[]>(
    () => [
      { key: "name", label: t("name"), values: ({ name }) => [name] },
      { key: "algorithm", label: t("algorithm"), values: ({ algorithm }) => [algorithm] },
      { key: "listener", label: t("usedBy"), values: (pool) => usersOf(pool).map(({ name }) => name) },
    ],
    [t],
  );
  const createHref = `/load-balancers/${loadBalancerId}/groups/create`;
  return (
    <>
      <ResourceList<PoolView>
        resource="pool"
        placement="card"
        title={t("groups")}
        rows={pools}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={usePoolColumns()}
        properties={properties}
        searchText={({ id, name, description }) => [id, name, description]}
        twoLine
        rowMenu={(pool) => [
          [
            { key: "view", label: t("edit"), icon: <Eye />, href: poolHref(pool) },
            {
              key: "switch",
              label: common(pool.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () => (pool.enabled ? setAsked({ kind: "disable", pool }) : void switchPool(pool, true)),
            },
            { key: "copy", label: common("copyId"), icon: <Copy />, onSelect: () => void copyId(pool) },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setAsked({ kind: "delete", pool }),
            },
          ],
        ]}
        primaryAction={
          pools.length > 0 && (
            <ButtonLink href={createHref} icon={<Plus />}>
              {t("add")}
            </ButtonLink>
          )
        }
        empty={
          <EmptyState
            title={t("empty")}
            actions={
              <ButtonLink href={createHref} icon={<Plus />}>
                {t("addFirst")}
              </ButtonLink>
            }
          >
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {asked?.kind === "delete" && <DeletePoolDialog pool={asked.pool} onClose={() => setAsked(undefined)} />}
      {asked?.kind === "disable" && <DisablePoolDialog pool={asked.pool} onClose={() => setAsked(undefined)} />}
    </>
  );
}
