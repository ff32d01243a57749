"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createLogGroupAction, updateLogGroupAction } from "@/lib/actions/access-log";
import { useRefreshResources } from "@/lib/client/use-resource";
import {
  defaultMaxGigabytes,
  defaultRetentionDays,
  type LogGroup,
  LogName,
  MaxGigabytes,
  RetentionDays,
} from "@/lib/model/access-log";

const GroupForm = z.object({ name: LogName, retentionDays: RetentionDays, maxGigabytes: MaxGigabytes });

function GroupFields() {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  return (
    <>
      <TextField name="name" label={common("name")} hint={t("nameHint")} autoComplete="off" />
      <NumberField
        name="retentionDays"
        label={t("retention")}
        hint={t("retentionHint")}
        unit={t("unitDays")}
        min={1}
        max={365}
      />
      <NumberField name="maxGigabytes" label={t("maxSize")} hint={t("maxSizeHint")} unit="GB" min={1} max={10_000} />
    </>
  );
}

export interface CreateLogGroupDialogProps {
  onClose: () => void;
  /** Where to go on: a group without a stream takes no lines. */
  onCreated?: (group: LogGroup) => void;
}

export function CreateLogGroupDialog({ onClose, onCreated }: CreateLogGroupDialogProps) {
  const t = useTranslations("accessLog");
  const refresh = useRefreshResources();
  const form = useZodForm(GroupForm, {
    name: "",
    retentionDays: defaultRetentionDays,
    maxGigabytes: defaultMaxGigabytes,
  });
  return (
    <FormDialog
      form={form}
      title={t("createGroup")}
      description={t("createGroupHint")}
      submitLabel={t("createGroup")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createLogGroupAction(values);
        if (!result.ok) return result.error;
        notify(t("groupCreated", { name: values.name }));
        refresh();
        onCreated?.(result.data);
        return null;
      }}
    >
      <GroupFields />
    </FormDialog>
  );
}

export function EditLogGroupDialog({ group, onClose }: { group: LogGroup; onClose: () => void }) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, retentionDays, maxGigabytes } = group;
  const form = useZodForm(GroupForm, { name, retentionDays, maxGigabytes });
  return (
    <FormDialog
      form={form}
      title={t("editGroup", { name })}
      description={t("editGroupHint")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateLogGroupAction({ id, ...values });
        if (!result.ok) return result.error;
        notify(t("groupSaved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <GroupFields />
    </FormDialog>
  );
}
