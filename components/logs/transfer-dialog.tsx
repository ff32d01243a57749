"use client";

import { useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createLogTransferAction, updateLogTransferAction } from "@/lib/actions/log-transfer";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { LogGroupView } from "@/lib/model/access-log";
import { type LogTransferView, transferPeriods } from "@/lib/model/log-transfer";
import { PeriodSelect } from "./period-select";
import { TransferForm, type TransferFormValues, valuesOf } from "./transfer-form";

interface TransferDialogProps {
  groups: readonly LogGroupView[];
  /** Undefined: a new one. */
  transfer?: LogTransferView;
  onClose: () => void;
}

/** The guide's form of a transfer (LG-10): what, where to, how, how often. */
export function TransferDialog({ groups, transfer, onClose }: TransferDialogProps) {
  const t = useTranslations("logTransfer");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const form = useZodForm(TransferForm, valuesOf(transfer));
  const type = form.watch("type");
  const streams = groups.flatMap((group) => group.streams.map((stream) => ({ group, stream })));
  return (
    <FormDialog
      form={form}
      className="w-170"
      title={transfer === undefined ? t("create") : t("editTitle", { stream: transfer.streamName })}
      description={t("createHint")}
      submitLabel={transfer === undefined ? t("create") : common("save")}
      onClose={onClose}
      onSubmit={async ({ secret, ...values }) => {
        const known = { ...values, ...(secret === "" ? {} : { secret }) };
        const result =
          transfer === undefined
            ? await createLogTransferAction(known)
            : await updateLogTransferAction({ ...known, id: transfer.id });
        if (!result.ok) return { ...result.error, fields: result.error.fields.map(flat) };
        notify(t(transfer === undefined ? "created" : "saved"));
        refresh();
        return null;
      }}
    >
      {transfer === undefined && (
        <SelectField<TransferFormValues>
          name="streamId"
          label={t("stream")}
          placeholder={streams.length === 0 ? t("noStream") : undefined}
          options={streams.map(({ group, stream }) => ({ value: stream.id, label: stream.name, detail: group.name }))}
        />
      )}
      <SelectField<TransferFormValues>
        name="type"
        label={t("target")}
        options={(["s3", "directory", "syslog"] as const).map((value) => ({
          value,
          label: t(`type_${value}`),
          detail: t(`typeHint_${value}`),
        }))}
      />
      {type === "directory" && (
        <TextField<TransferFormValues> name="directory" label={t("directory")} hint={t("directoryHint")} mono />
      )}
      {type === "s3" && (
        <>
          <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
            <TextField<TransferFormValues> name="endpoint" label={t("endpoint")} hint={t("endpointHint")} mono />
            <TextField<TransferFormValues> name="region" label={t("region")} hint={t("regionHint")} mono />
          </div>
          <TextField<TransferFormValues> name="bucket" label={t("bucket")} mono />
          <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
            <TextField<TransferFormValues> name="accessKey" label={t("accessKey")} mono autoComplete="off" />
            <TextField<TransferFormValues>
              name="secret"
              label={t("secret")}
              hint={transfer === undefined ? undefined : t("secretKept")}
              type="password"
              autoComplete="new-password"
            />
          </div>
        </>
      )}
      {type === "syslog" && (
        <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
          <TextField<TransferFormValues> name="host" label={t("host")} hint={t("hostHint")} mono />
          <NumberField<TransferFormValues> name="port" label={t("port")} min={1} max={65_535} />
        </div>
      )}
      {type !== "syslog" && (
        <>
          <TextField<TransferFormValues>
            name="path"
            label={t("path")}
            hint={t("pathHint", { open: "{", close: "}" })}
            optional
            mono
          />
          <TextField<TransferFormValues> name="prefix" label={t("prefix")} optional mono />
          <SwitchField<TransferFormValues> name="gzip" label={t("gzip")} hint={t("gzipHint")} />
        </>
      )}
      <PeriodSelect name="periodMinutes" label={t("period")} hint={t("periodHint")} periods={transferPeriods} />
      <SwitchField<TransferFormValues> name="enabled" label={t("enabled")} hint={t("enabledHint")} />
    </FormDialog>
  );
}

/** A part of the target has a field of its own. */
function flat(field: ActionError["fields"][number]): ActionError["fields"][number] {
  return { ...field, path: field.path.replace(/^target\./, "") };
}
