"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { deleteEipPoolAction, readEipPoolsAction } from "@/lib/actions/network";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { EipPoolView } from "@/lib/model/network";
import { PoolDialog } from "./pool-dialog";
import { UsedCell } from "./subnet-columns";

/** The ranges that EIPs are given from. */
export function PoolCard({ initial }: { initial: Initial<EipPoolView[]> }) {
  const t = useTranslations("network");
  const { data } = useResource(queryKeys.eipPools, readAll, initial);
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<EipPoolView>();
  return (
    <Card aria-label={t("pool")}>
      <CardHead
        title={t("pool")}
        side={
          <Button icon={<Plus />} onClick={() => setAdding(true)}>
            {t("addRange")}
          </Button>
        }
        className="min-h-13"
        ruled
      />
      {data.length === 0 && <CardBody className="pt-3.5 text-muted-foreground">{t("poolEmpty")}</CardBody>}
      <ul>
        {data.map((pool) => (
          <li key={pool.id} className="flex items-center gap-3 border-t px-4 py-2 first:border-t-0 phone:px-3">
            <span className="mono min-w-0 flex-1">{pool.cidr}</span>
            <UsedCell used={pool.usedAddresses} size={pool.size} />
            <IconButton
              variant="quiet"
              label={t("deleteRangeNamed", { cidr: pool.cidr })}
              icon={<Trash2 />}
              onClick={() => setDeleting(pool)}
            />
          </li>
        ))}
      </ul>
      {adding && <PoolDialog onClose={() => setAdding(false)} />}
      {deleting && (
        <DeleteDialog
          title={t("deleteRangeTitle", { cidr: deleting.cidr })}
          description={t("deleteRangeHint")}
          keepLabel={t("keepRange")}
          confirmLabel={t("deleteRange")}
          done={t("deleted", { name: deleting.cidr })}
          act={() => deleteEipPoolAction({ id: deleting.id })}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Card>
  );
}

const readAll = () => readEipPoolsAction();
