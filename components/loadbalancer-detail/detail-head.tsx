"use client";

import { Bell, Copy, Lock, Pencil, Plus, Power, Route, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { RefusedConfiguration } from "@/components/status/refused-configuration";
import { Button, ButtonLink } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { copyText } from "@/components/ui/copy-text";
import { ActionsMenu, RefreshButton } from "@/components/ui/page-actions";
import { PageHead } from "@/components/ui/page-head";
import { type LoadBalancerView, shownConfiguration } from "@/lib/model/loadbalancer";
import { StateBadges } from "./state-badges";

export interface DetailHeadProps {
  view: LoadBalancerView;
  refreshing: boolean;
  onRefresh: () => void;
  onEdit: () => void;
  onSwitch: () => void;
  onExplain: () => void;
  onDelete: () => void;
}

export function DetailHead({ view, refreshing, onRefresh, onEdit, onSwitch, onExplain, onDelete }: DetailHeadProps) {
  const t = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  const alarm = useTranslations("alarm");
  const nav = useTranslations("nav");
  const explain = useTranslations("explain");
  const { refusal } = view.configuration;
  const copyId = async () => {
    if (await copyText(view.id)) notify(t("idCopied", { name: view.name }));
  };
  return (
    <>
      <PageHead
        crumbs={[{ label: nav("loadBalancers"), href: "/load-balancers" }, { label: view.name }]}
        title={view.name}
        badges={
          <>
            <StateBadges
              health={view.servers.length === 0 && view.enabled ? null : view.health}
              configuration={shownConfiguration(view)}
            />
            {view.deletionProtection && <Chip icon={<Lock className="size-3" />}>{t("deletionProtection")}</Chip>}
            {view.modificationProtection && (
              <Chip icon={<Lock className="size-3" />}>{t("modificationProtection")}</Chip>
            )}
          </>
        }
        actions={
          <>
            <RefreshButton onClick={onRefresh} busy={refreshing} />
            <Button icon={<Pencil className="size-3.5" />} onClick={onEdit}>
              {t("edit")}
            </Button>
            <ActionsMenu
              groups={[
                [
                  ...(view.listeners.length === 0
                    ? []
                    : [{ key: "explain", label: explain("action"), icon: <Route />, onSelect: onExplain }]),
                  {
                    key: "alarm",
                    label: alarm("createShort"),
                    icon: <Bell />,
                    href: `/alarms/create?type=loadbalancer&object=${view.id}`,
                  },
                  { key: "copy", label: common("copyId"), icon: <Copy />, onSelect: () => void copyId() },
                  {
                    key: "switch",
                    label: common(view.enabled ? "disable" : "enable"),
                    icon: <Power />,
                    onSelect: onSwitch,
                  },
                ],
                [{ key: "delete", label: common("delete"), icon: <Trash2 />, danger: true, onSelect: onDelete }],
              ]}
            />
            <ButtonLink href={`/load-balancers/${view.id}/listeners/create`} variant="primary" icon={<Plus />}>
              {t("addListener")}
            </ButtonLink>
          </>
        }
      />
      <RefusedConfiguration title={t("refused")} refusal={refusal} />
    </>
  );
}
