"use client";

import { ChartLine, Copy, CopyPlus, Eye, Gauge, Link2, Link2Off, Pencil, Plus, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RowMenu } from "@/components/data-table/types";
import { notify } from "@/components/feedback/notify";
import { copyText } from "@/components/ui/copy-text";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { EipAction } from "./eip/eip-dialog";

export type RowAction = "edit" | "switch" | "delete" | EipAction;

/** What can be done with one load balancer; what cannot be done now stays in its place and says why (LB-17). */
export function useRowMenu(onAction: (action: RowAction, view: LoadBalancerView) => void) {
  const t = useTranslations("loadbalancer");
  const eip = useTranslations("eip");
  const common = useTranslations("common");
  return (view: LoadBalancerView): RowMenu => {
    const path = `/load-balancers/${view.id}`;
    const locked = view.modificationProtection ? t("protected") : undefined;
    const copyId = async () => {
      if (await copyText(view.id)) notify(t("idCopied", { name: view.name }));
    };
    return [
      [
        { key: "view", label: t("view"), icon: <Eye />, href: path },
        { key: "monitoring", label: t("monitoring"), icon: <ChartLine />, href: `${path}#traffic` },
        {
          key: "listener",
          label: t("addListener"),
          icon: <Plus />,
          href: `${path}/listeners/create`,
          unusable: locked,
        },
      ],
      [
        { key: "edit", label: common("edit"), icon: <Pencil />, onSelect: () => onAction("edit", view) },
        {
          key: "duplicate",
          label: t("duplicate"),
          icon: <CopyPlus />,
          href: `/load-balancers/create?from=${view.id}`,
        },
        {
          key: "switch",
          label: common(view.enabled ? "disable" : "enable"),
          icon: <Power />,
          unusable: locked,
          onSelect: () => onAction("switch", view),
        },
        { key: "copy", label: common("copyId"), icon: <Copy />, onSelect: () => void copyId() },
      ],
      [
        {
          key: "bandwidth",
          label: eip("modifyBandwidth"),
          icon: <Gauge />,
          unusable: view.eip === null ? eip("onlyPublic") : locked,
          onSelect: () => onAction("bandwidth", view),
        },
        {
          key: "bind",
          label: eip("bind"),
          icon: <Link2 />,
          unusable: view.eip === null ? locked : eip("onlyPrivate"),
          onSelect: () => onAction("bind", view),
        },
        {
          key: "unbind",
          label: eip("unbind"),
          icon: <Link2Off />,
          unusable: view.eip === null ? eip("onlyPublic") : locked,
          onSelect: () => onAction("unbind", view),
        },
      ],
      [
        {
          key: "delete",
          label: common("delete"),
          icon: <Trash2 />,
          danger: true,
          unusable: view.deletionProtection ? t("protected") : locked,
          onSelect: () => onAction("delete", view),
        },
      ],
    ];
  };
}
