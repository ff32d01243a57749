"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { BulkDialog, type BulkItem } from "@/components/data-table/bulk-dialog";
import { notify } from "@/components/feedback/notify";
import { useRuleText } from "@/components/form/rule-text";
import { FieldRow } from "@/components/form/field-row";
import { Input } from "@/components/ui/input";
import {
  deleteLoadBalancersAction,
  switchLoadBalancersAction,
  tagLoadBalancersAction,
} from "@/lib/actions/loadbalancer";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { Tag } from "@/lib/model/tag";

export type BulkAction = "enable" | "disable" | "tag" | "delete";

export interface BulkActionDialogProps {
  action: BulkAction;
  views: readonly LoadBalancerView[];
  onClose: () => void;
  /** Some are done: a selection has served. */
  onDone?: () => void;
}

export function BulkActionDialog(props: BulkActionDialogProps) {
  switch (props.action) {
    case "delete":
      return <BulkDelete {...props} />;
    case "tag":
      return <BulkTag {...props} />;
    case "enable":
    case "disable":
      return <BulkSwitch {...props} enabled={props.action === "enable"} />;
  }
}

type Part = Omit<BulkActionDialogProps, "action">;

/** The empty ones of a selection; the others are named with what they still hold or what protects them. */
function BulkDelete({ views, onClose, onDone }: Part) {
  const t = useTranslations("loadbalancer");
  const format = useFormatter();
  const refresh = useRefreshResources();
  const items = views.map((view): BulkItem => {
    const { listeners, servers } = view;
    const reasons = [
      listeners.length > 0 && t("countListeners", { count: listeners.length }),
      servers.length > 0 && t("countServers", { count: servers.length }),
      (view.deletionProtection || view.modificationProtection) && t("protected"),
    ].filter((reason) => reason !== false);
    return { id: view.id, name: view.name, blocked: reasons.length === 0 ? undefined : format.list(reasons) };
  });
  const count = items.filter(({ blocked }) => blocked === undefined).length;
  return (
    <BulkDialog
      items={items}
      title={t("bulkTitle", { count: views.length })}
      description={count === 0 ? t("bulkNothing") : t("bulkDescription")}
      actsOn={t("bulkDeletes")}
      typedWord={t("bulkWord")}
      tone="danger"
      keepLabel={t("bulkKeep")}
      confirmLabel={t("bulkConfirm", { count })}
      run={deleteLoadBalancersAction}
      onDone={(done) => {
        if (done > 0) notify(t("bulkDone", { count: done }));
        refresh();
        onDone?.();
      }}
      onClose={onClose}
    />
  );
}

function BulkSwitch({ views, enabled, onClose, onDone }: Part & { enabled: boolean }) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const items = views.map((view): BulkItem => {
    const same = view.enabled === enabled;
    const reason = same ? t(enabled ? "alreadyEnabled" : "alreadyDisabled") : undefined;
    return { id: view.id, name: view.name, blocked: view.modificationProtection ? t("protected") : reason };
  });
  const count = items.filter(({ blocked }) => blocked === undefined).length;
  return (
    <BulkDialog
      items={items}
      title={t(enabled ? "bulkEnableTitle" : "bulkDisableTitle", { count: views.length })}
      description={t(enabled ? "bulkEnableHint" : "bulkDisableHint")}
      actsOn={t(enabled ? "bulkEnables" : "bulkDisables")}
      tone={enabled ? "primary" : "danger"}
      keepLabel={common("cancel")}
      confirmLabel={t(enabled ? "bulkEnableConfirm" : "bulkDisableConfirm", { count })}
      run={(ids) => switchLoadBalancersAction(ids, enabled)}
      onDone={(done) => {
        if (done > 0) notify(t(enabled ? "bulkEnabled" : "bulkDisabled", { count: done }));
        refresh();
        onDone?.();
      }}
      onClose={onClose}
    />
  );
}

/** Adds one tag to all; those that have its key get its value. */
function BulkTag({ views, onClose, onDone }: Part) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const form = useTranslations("form");
  const ruleText = useRuleText();
  const refresh = useRefreshResources();
  const [tag, setTag] = useState({ key: "", value: "" });
  const [touched, setTouched] = useState(false);
  const { success, error } = Tag.safeParse(tag);
  const broken = (part: "key" | "value") => {
    const issue = error?.issues.find(({ path }) => path[0] === part);
    return touched && issue ? ruleText(issue.message) : undefined;
  };
  const field = (part: "key" | "value", label: string) => (
    <FieldRow id={`bulk-tag-${part}`} label={label} error={broken(part)}>
      <Input
        id={`bulk-tag-${part}`}
        value={tag[part]}
        onChange={(event) => setTag({ ...tag, [part]: event.target.value })}
        onBlur={() => setTouched(true)}
        aria-invalid={broken(part) ? true : undefined}
      />
    </FieldRow>
  );
  return (
    <BulkDialog
      items={views.map(
        (view): BulkItem => ({
          id: view.id,
          name: view.name,
          blocked: view.modificationProtection ? t("protected") : undefined,
        }),
      )}
      title={t("bulkTagTitle", { count: views.length })}
      description={t("bulkTagHint")}
      actsOn={t("bulkTags")}
      keepLabel={common("cancel")}
      confirmLabel={t("bulkTagConfirm")}
      incomplete={!success}
      run={(ids) => tagLoadBalancersAction(ids, tag)}
      onDone={(done) => {
        if (done > 0) notify(t("bulkTagged", { count: done }));
        refresh();
        onDone?.();
      }}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3 phone:grid-cols-1">
        {field("key", form("tagKey"))}
        {field("value", form("tagValue"))}
      </div>
    </BulkDialog>
  );
}
