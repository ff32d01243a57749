"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createL7PolicyAction, updateL7PolicyAction } from "@/lib/actions/l7policy";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type L7PolicyView, RedirectStep } from "@/lib/model/l7policy";
import type { ListenerView } from "@/lib/model/listener";
import { generateName } from "@/lib/model/text";

interface RedirectDialogProps {
  listener: ListenerView;
  /** Absent: a new one. */
  redirect?: L7PolicyView;
  targets: readonly ListenerView[];
  onClose: () => void;
}

export function RedirectDialog({ listener, redirect, targets, onClose }: RedirectDialogProps) {
  const t = useTranslations("redirect");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const only = targets.length === 1 ? targets[0]?.id : undefined;
  const [stored] = useState({
    name: redirect?.name ?? generateName("redirect"),
    redirectListenerId: redirect?.redirectListenerId ?? only ?? "",
    description: redirect?.description ?? "",
  });
  const form = useZodForm(RedirectStep, stored);
  return (
    <FormDialog
      form={form}
      title={redirect ? t("editTitle", { name: redirect.name }) : t("addTitle")}
      submitLabel={redirect ? common("save") : t("add")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = redirect
          ? await updateL7PolicyAction({ id: redirect.id, ...values })
          : await createL7PolicyAction({ listenerId: listener.id, action: "REDIRECT_TO_LISTENER", ...values });
        if (!result.ok) return result.error;
        notify(t(redirect ? "saved" : "added", { name: result.data.name }));
        refresh();
        return null;
      }}
    >
      <NameField<RedirectStep> name="name" />
      <SelectField<RedirectStep>
        name="redirectListenerId"
        label={t("target")}
        hint={t("targetHint")}
        placeholder={t("chooseTarget")}
        options={targets.map(({ id, name, port }) => ({ value: id, label: name, detail: `HTTPS ${port}` }))}
      />
      <DescriptionField<RedirectStep> name="description" />
    </FormDialog>
  );
}
