"use client";

import { Bell, Copy, Plus, Power, Stethoscope, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import { RefusedConfiguration } from "@/components/status/refused-configuration";
import { Button } from "@/components/ui/button";
import { ActionsMenu, RefreshButton } from "@/components/ui/page-actions";
import { type Crumb, PageHead } from "@/components/ui/page-head";
import type { PoolView } from "@/lib/model/pool";

export interface PoolHeadProps {
  pool: PoolView;
  crumbs: readonly Crumb[];
  refreshing: boolean;
  onRefresh: () => void;
  onCopyId: () => void;
  onDiagnose: () => void;
  onSwitch: () => void;
  onDelete: () => void;
  onAdd: () => void;
}

export function PoolHead({ pool, crumbs, refreshing, ...on }: PoolHeadProps) {
  const t = useTranslations("pool");
  const member = useTranslations("member");
  const common = useTranslations("common");
  const alarm = useTranslations("alarm");
  const diagnosis = useTranslations("diagnosis");
  const { configuration, health, memberCount, enabled } = pool;
  return (
    <>
      <PageHead
        crumbs={crumbs}
        title={pool.name}
        badges={
          <>
            {memberCount > 0 && <HealthBadge state={health} />}
            {!(health === "disabled" && memberCount > 0) && <ConfigurationBadge state={configuration.state} />}
          </>
        }
        actions={
          <>
            <RefreshButton onClick={on.onRefresh} busy={refreshing} />
            <Button icon={<Stethoscope className="size-3.5" />} onClick={on.onDiagnose}>
              {diagnosis("poolAction")}
            </Button>
            <ActionsMenu
              groups={[
                [
                  {
                    key: "alarm",
                    label: alarm("createShort"),
                    icon: <Bell />,
                    href: `/alarms/create?type=pool&object=${pool.id}`,
                  },
                  { key: "copy", label: common("copyId"), icon: <Copy />, onSelect: on.onCopyId },
                  {
                    key: "switch",
                    label: common(enabled ? "disable" : "enable"),
                    icon: <Power />,
                    onSelect: on.onSwitch,
                  },
                ],
                [{ key: "delete", label: common("delete"), icon: <Trash2 />, danger: true, onSelect: on.onDelete }],
              ]}
            />
            <Button variant="primary" icon={<Plus />} onClick={on.onAdd}>
              {member("add")}
            </Button>
          </>
        }
      />
      <RefusedConfiguration title={t("refused")} refusal={configuration.refusal} />
    </>
  );
}
