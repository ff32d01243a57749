"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { setQuotasAction } from "@/lib/actions/project";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type ProjectView, QuotaLimit, type QuotaResource } from "@/lib/model/project";

const QuotaForm = z.object({ loadbalancer: QuotaLimit, listener: QuotaLimit });

export function QuotaDialog({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const t = useTranslations("project");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const of = (resource: QuotaResource) => project.quotas.find((quota) => quota.resource === resource);
  const form = useZodForm(QuotaForm, {
    loadbalancer: of("loadbalancer")?.limit ?? 0,
    listener: of("listener")?.limit ?? 0,
  });
  return (
    <FormDialog
      form={form}
      title={t("quotaTitle", { name: project.name })}
      description={t("quotaHint")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await setQuotasAction({ projectId: project.id, ...values });
        if (!result.ok) return result.error;
        notify(t("quotaSaved", { name: project.name }));
        refresh();
        return null;
      }}
    >
      <NumberField
        name="loadbalancer"
        label={t("loadBalancers")}
        hint={t("inUseNow", { used: of("loadbalancer")?.used ?? 0 })}
        min={-1}
        steppers
      />
      <NumberField
        name="listener"
        label={t("listeners")}
        hint={t("inUseNow", { used: of("listener")?.used ?? 0 })}
        min={-1}
        steppers
      />
    </FormDialog>
  );
}
