"use client";

import { useLocale, useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createAlarmTargetAction, updateAlarmTargetAction } from "@/lib/actions/alarm-target";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type AlarmTarget, channelTypes, mailSecurities, messageLocales } from "@/lib/model/alarm-target";
import { targetForm, type TargetFormOutput, type TargetFormValues, targetValues } from "./target-values";

interface TargetDialogProps {
  /** Undefined: a new one. */
  target?: AlarmTarget;
  onClose: () => void;
  onSaved?: (target: AlarmTarget) => void;
}

export function TargetDialog({ target, onClose, onSaved }: TargetDialogProps) {
  const t = useTranslations("alarmTarget");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const locale = useLocale() === "zh-CN" ? "zh-CN" : "en";
  const form = useZodForm<TargetFormValues, TargetFormOutput>(
    targetForm(target !== undefined),
    targetValues(locale, target),
  );
  const type = form.watch("type");
  return (
    <FormDialog
      form={form}
      className="w-170"
      title={target === undefined ? t("create") : t("editTitle", { name: target.name })}
      description={t("createHint")}
      submitLabel={target === undefined ? t("create") : common("save")}
      onClose={onClose}
      onSubmit={async (input) => {
        const result =
          target === undefined
            ? await createAlarmTargetAction(input)
            : await updateAlarmTargetAction({ ...input, id: target.id });
        if (!result.ok) return { ...result.error, fields: result.error.fields.map(flat) };
        notify(t(target === undefined ? "created" : "saved", { name: result.data.name }));
        refresh();
        onSaved?.(result.data);
        return null;
      }}
    >
      <SelectField<TargetFormValues>
        name="type"
        label={t("type")}
        disabled={target !== undefined}
        options={channelTypes.map((value) => ({ value, label: t(`type_${value}`), detail: t(`typeHint_${value}`) }))}
      />
      <NameField<TargetFormValues> name="name" />
      {type === "mail" ? <MailFields kept={target?.hasSecret === true} /> : <HookFields type={type} target={target} />}
      <SelectField<TargetFormValues>
        name="locale"
        label={t("locale")}
        options={messageLocales.map((value) => ({ value, label: t(value) }))}
      />
      <SwitchField<TargetFormValues> name="enabled" label={t("enabled")} hint={t("enabledHint")} />
    </FormDialog>
  );
}

function MailFields({ kept }: { kept: boolean }) {
  const t = useTranslations("alarmTarget");
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_120px_160px] items-start gap-4 phone:grid-cols-2 phone:*:first:col-span-2">
        <TextField<TargetFormValues> name="host" label={t("host")} placeholder="smtp.example.com" mono />
        <NumberField<TargetFormValues> name="port" label={t("port")} min={1} max={65_535} />
        <SelectField<TargetFormValues>
          name="security"
          label={t("security")}
          options={mailSecurities.map((value) => ({
            value,
            label: t(`security_${value}`),
            detail: t(`securityHint_${value}`),
          }))}
        />
      </div>
      <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
        <TextField<TargetFormValues>
          name="username"
          label={t("username")}
          hint={t("usernameHint")}
          optional
          autoComplete="off"
        />
        <TextField<TargetFormValues>
          name="secret"
          label={t("password")}
          hint={kept ? t("secretKept") : undefined}
          optional
          type="password"
          autoComplete="new-password"
        />
      </div>
      <TextField<TargetFormValues> name="from" label={t("from")} placeholder="elb@example.com" mono />
      <TextField<TargetFormValues> name="to" label={t("to")} hint={t("toHint")} placeholder="ops@example.com" mono />
    </>
  );
}

interface HookFieldsProps {
  type: Exclude<TargetFormValues["type"], "mail">;
  target: AlarmTarget | undefined;
}

const signed = ["webhook", "feishu", "dingtalk"] as const;

function HookFields({ type, target }: HookFieldsProps) {
  const t = useTranslations("alarmTarget");
  const withSecret = signed.find((one) => one === type);
  return (
    <>
      <TextField<TargetFormValues>
        name="url"
        label={t("url")}
        hint={target === undefined ? t("urlHint") : t("urlKept", { origin: `${target.origin}/…` })}
        placeholder={target === undefined ? placeholders[type] : undefined}
        mono
        autoComplete="off"
      />
      {withSecret !== undefined && (
        <TextField<TargetFormValues>
          name="secret"
          label={t(`secret_${withSecret}`)}
          hint={target?.hasSecret ? t("secretKept") : t(`secretHint_${withSecret}`)}
          optional
          type="password"
          autoComplete="new-password"
        />
      )}
    </>
  );
}

const placeholders = {
  webhook: "https://example.com/alarms",
  slack: "https://hooks.slack.com/services/…",
  feishu: "https://open.feishu.cn/open-apis/bot/v2/hook/…",
  dingtalk: "https://oapi.dingtalk.com/robot/send?access_token=…",
  wecom: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
} as const;

/** A part of the channel has a field of its own; an entry of a list is refused with the list. */
function flat(field: ActionError["fields"][number]): ActionError["fields"][number] {
  return { ...field, path: field.path.replace(/^channel\./, "").replace(/^to\.\d+$/, "to") };
}
