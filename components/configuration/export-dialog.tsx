"use client";

import { useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { fetchConfiguration } from "@/lib/client/configuration-file";
import { ExportInput } from "@/lib/model/configuration";

/** The whole configuration as a file; its secrets only under a passphrase. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("configuration");
  const form = useZodForm(ExportInput, { passphrase: "" });
  return (
    <FormDialog
      form={form}
      title={t("exportTitle")}
      description={t("exportHint")}
      submitLabel={t("exportAction")}
      onClose={onClose}
      onSubmit={async ({ passphrase }) => {
        const file = await fetchConfiguration(passphrase);
        if (file === "noAnswer") throw new Error(file);
        if (!(file instanceof File)) return file;
        save(file);
        notify(t("exported"));
        return null;
      }}
    >
      <TextField
        name="passphrase"
        type="password"
        label={t("passphrase")}
        hint={t("exportPassphraseHint")}
        optional
        autoComplete="new-password"
      />
    </FormDialog>
  );
}

function save(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(url);
}
