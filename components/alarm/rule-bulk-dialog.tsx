"use client";

import { useTranslations } from "next-intl";
import { BulkDialog, type BulkItem } from "@/components/data-table/bulk-dialog";
import { notify } from "@/components/feedback/notify";
import { deleteAlarmRulesAction, switchAlarmRulesAction } from "@/lib/actions/alarm";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { AlarmRuleView } from "@/lib/model/alarm";

export interface RuleBulkProps {
  action: "enable" | "disable" | "delete";
  rules: readonly AlarmRuleView[];
  onClose: () => void;
  /** Some are done: a selection has served. */
  onDone?: () => void;
}

/** One action on one rule or on several. */
export function RuleBulkDialog({ action, rules, onClose, onDone }: RuleBulkProps) {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const items = rules.map(({ id, name, enabled }): BulkItem => {
    const same = action !== "delete" && enabled === (action === "enable");
    return { id, name, blocked: same ? t(enabled ? "alreadyEnabled" : "alreadyDisabled") : undefined };
  });
  const count = items.filter(({ blocked }) => blocked === undefined).length;
  const words = {
    enable: { actsOn: t("enables"), done: (done: number) => t("bulkEnabled", { count: done }) },
    disable: { actsOn: t("disables"), done: (done: number) => t("bulkDisabled", { count: done }) },
    delete: { actsOn: t("deletes"), done: (done: number) => t("deleted", { count: done }) },
  }[action];
  return (
    <BulkDialog
      items={items}
      title={t(`${action}Title`, { count: rules.length })}
      description={t(`${action}Hint`)}
      actsOn={words.actsOn}
      tone={action === "enable" ? "primary" : "danger"}
      keepLabel={action === "delete" ? t("deleteKeep") : common("cancel")}
      confirmLabel={t(`${action}Confirm`, { count })}
      run={(ids) =>
        action === "delete" ? deleteAlarmRulesAction(ids) : switchAlarmRulesAction(ids, action === "enable")
      }
      onDone={(done) => {
        if (done > 0) notify(words.done(done));
        refresh();
        onDone?.();
      }}
      onClose={onClose}
    />
  );
}
