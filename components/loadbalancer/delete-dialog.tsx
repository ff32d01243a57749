"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteLoadBalancerAction } from "@/lib/actions/loadbalancer";
import type { ActionError } from "@/lib/actions/result";
import { useLiveRate } from "@/lib/client/live";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";

export interface DeleteLoadBalancerDialogProps {
  view: LoadBalancerView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted?: () => void;
}

type Remaining = NonNullable<ActionError["remains"]>[number];

/** Level 3: the name is typed. While listeners, groups or servers remain, it lists them instead (LB-14). */
export function DeleteLoadBalancerDialog({ view, open, onOpenChange, onDeleted }: DeleteLoadBalancerDialogProps) {
  const t = useTranslations("loadbalancer");
  const feedback = useTranslations("feedback");
  const format = useFormatter();
  const failureText = useFailureText();
  const rate = useLiveRate(view.id);
  const [remains, setRemains] = useState<readonly Remaining[]>([]);
  const first = <Prerequisites view={view} remains={remains} onFollow={() => onOpenChange(false)} />;
  const isProtected = view.deletionProtection || view.modificationProtection;
  const blocked = isProtected || view.listeners.length > 0 || view.servers.length > 0 || remains.length > 0;

  const rows: Consequence[] = [
    {
      key: "traffic",
      label: feedback("rowTrafficNow"),
      value: rate
        ? t.rich("trafficNow", {
            rate: format.number(rate, { maximumFractionDigits: 1 }),
            b: (text) => <b className="font-semibold">{text}</b>,
          })
        : t("noTraffic"),
    },
  ];
  if (view.eip) {
    const address = view.eip.externalAddress ?? view.eip.address;
    rows.push({ key: "kept", label: feedback("rowKept"), value: t("keptEip", { address }) });
  }
  if (blocked) rows.push({ key: "first", label: feedback("rowFirst"), value: first });

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) setRemains([]);
        onOpenChange(next);
      }}
      title={t("deleteTitle", { name: view.name })}
      description={isProtected ? t("deleteProtected") : blocked ? t("deleteBlocked") : t("deleteDescription")}
      consequences={rows}
      typedName={blocked ? undefined : view.name}
      typedNameLabel={t("deleteTypeName")}
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      blocked={blocked}
      onConfirm={async () => {
        const result = await deleteLoadBalancerAction({ id: view.id });
        if (!result.ok) {
          setRemains(result.error.remains ?? []);
          return failureText(result.error);
        }
        notify(t("deleted", { name: view.name }));
        onDeleted?.();
        return undefined;
      }}
    />
  );
}

interface PrerequisitesProps {
  view: LoadBalancerView;
  /** What the service named when it refused: groups are not in the view. */
  remains: readonly Remaining[];
  onFollow: () => void;
}

function Prerequisites({ view, remains, onFollow }: PrerequisitesProps) {
  const t = useTranslations("loadbalancer");
  const link = (tab: string) => (text: ReactNode) => (
    <Link href={`/load-balancers/${view.id}${tab}`} className="text-link font-medium" onClick={onFollow}>
      {text}
    </Link>
  );
  const groups = remains.filter(({ type }) => type === "pool");
  return (
    <ul className="grid gap-1">
      {(view.deletionProtection || view.modificationProtection) && (
        <li>{t.rich(view.deletionProtection ? "firstUndelete" : "firstUnmodify", { link: link("") })}</li>
      )}
      {view.servers.length > 0 && (
        <li>{t.rich("firstServers", { count: view.servers.length, link: link("/groups") })}</li>
      )}
      {view.listeners.map(({ id, name }) => (
        <li key={id}>{t.rich("firstListener", { name, link: link("/listeners") })}</li>
      ))}
      {groups.map(({ id, name }) => (
        <li key={id}>{t.rich("firstPool", { name, link: link("/groups") })}</li>
      ))}
    </ul>
  );
}
