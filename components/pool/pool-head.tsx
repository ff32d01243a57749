"use client";

import { ChevronDown, Copy, Plus, Power, RefreshCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import { HealthBadge } from "@/components/status/health-badge";
import { useRefusalText } from "@/components/status/refusal-text";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { type Crumb, PageHead } from "@/components/ui/page-head";
import type { PoolView } from "@/lib/model/pool";

export interface PoolHeadProps {
  pool: PoolView;
  crumbs: readonly Crumb[];
  refreshing: boolean;
  onRefresh: () => void;
  onCopyId: () => void;
  onSwitch: () => void;
  onDelete: () => void;
  onAdd: () => void;
}

export function PoolHead({ pool, crumbs, refreshing, ...on }: PoolHeadProps) {
  const t = useTranslations("pool");
  const member = useTranslations("member");
  const common = useTranslations("common");
  const refusalText = useRefusalText();
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
            <IconButton
              label={common("refresh")}
              icon={<RefreshCw className="size-3.5" />}
              onClick={on.onRefresh}
              busy={refreshing}
              className="phone:hidden"
            />
            <Menu
              trigger={
                <Button>
                  {common("actions")}
                  <ChevronDown className="size-3" />
                </Button>
              }
              groups={[
                [
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
      {configuration.refusal && (
        <Note tone="bad" className="mb-4">
          <Shape name="octagon" />
          <div>
            <p className="font-medium">{t("refused")}</p>
            <p className="text-xs">{refusalText(configuration.refusal)}</p>
          </div>
        </Note>
      )}
    </>
  );
}
