"use client";

import { useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { changePasswordAction } from "@/lib/actions/user";
import { ChangePasswordInput, passwordLength } from "@/lib/model/user";

/** One's own. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("user");
  const form = useZodForm(ChangePasswordInput, { currentPassword: "", password: "" });
  return (
    <FormDialog
      form={form}
      title={t("change")}
      description={t("changeHint")}
      submitLabel={t("change")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await changePasswordAction(values);
        if (!result.ok) return result.error;
        notify(t("changed"));
        return null;
      }}
    >
      <TextField name="currentPassword" label={t("currentPassword")} type="password" autoComplete="current-password" />
      <TextField
        name="password"
        label={t("newPassword")}
        hint={t("passwordHint", passwordLength)}
        type="password"
        autoComplete="new-password"
      />
    </FormDialog>
  );
}
