"use client";

import { Bell, Copy, Power, Route, Stethoscope, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { ActionsMenu, RefreshButton } from "@/components/ui/page-actions";
import { type Crumb, PageHead } from "@/components/ui/page-head";
import type { ListenerView } from "@/lib/model/listener";

export interface ListenerHeadProps {
  listener: ListenerView;
  crumbs: readonly Crumb[];
  refreshing: boolean;
  onRefresh: () => void;
  onSwitch: () => void;
  onExplain: () => void;
  onDiagnose: () => void;
  onDelete: () => void;
}

export function ListenerHead({ listener, crumbs, refreshing, ...on }: ListenerHeadProps) {
  const t = useTranslations("listener");
  const common = useTranslations("common");
  const alarm = useTranslations("alarm");
  const explain = useTranslations("explain");
  const diagnosis = useTranslations("diagnosis");
  const { id, name, health, enabled, configuration, defaultPool, redirect } = listener;
  const copyId = async () => {
    if (await copyText(id)) notify(t("idCopied", { name }));
  };
  return (
    <PageHead
      crumbs={crumbs}
      title={name}
      badges={
        <>
          {enabled && defaultPool !== null && redirect?.enabled !== true && <HealthBadge state={health} />}
          <ConfigurationBadge state={configuration.state} />
        </>
      }
      actions={
        <>
          <RefreshButton onClick={on.onRefresh} busy={refreshing} />
          <Button icon={<Power className="size-3.5" />} onClick={on.onSwitch}>
            {common(enabled ? "disable" : "enable")}
          </Button>
          <Button icon={<Stethoscope className="size-3.5" />} onClick={on.onDiagnose}>
            {diagnosis("listenerAction")}
          </Button>
          <ActionsMenu
            groups={[
              [
                { key: "explain", label: explain("action"), icon: <Route />, onSelect: on.onExplain },
                {
                  key: "alarm",
                  label: alarm("createShort"),
                  icon: <Bell />,
                  href: `/alarms/create?type=listener&object=${id}`,
                },
                { key: "copy", label: common("copyId"), icon: <Copy />, onSelect: () => void copyId() },
              ],
              [{ key: "delete", label: common("delete"), icon: <Trash2 />, danger: true, onSelect: on.onDelete }],
            ]}
          />
        </>
      }
    />
  );
}
