"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { setKeptDaysAction } from "@/lib/actions/configuration";
import { KeptDays } from "@/lib/model/configuration";

const KeptForm = z.object({ days: KeptDays });

/** For how long the history and the audit are kept. */
export function KeptDaysDialog({ days, onClose }: { days: number; onClose: () => void }) {
  const t = useTranslations("configuration");
  const common = useTranslations("common");
  const router = useRouter();
  const form = useZodForm(KeptForm, { days });
  return (
    <FormDialog
      form={form}
      title={t("kept")}
      description={t("keptHint")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await setKeptDaysAction(values.days);
        if (!result.ok) return result.error;
        notify(t("keptSaved"));
        router.refresh();
        return null;
      }}
    >
      <NumberField name="days" label={t("keptDays")} min={7} max={3650} />
    </FormDialog>
  );
}
