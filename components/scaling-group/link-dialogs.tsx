"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createScalingLinkAction, updateScalingLinkAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";
import { Weight } from "@/lib/model/member";
import { rule } from "@/lib/model/rule";
import { CreateScalingLinkInput, type ScalingGroup, type ScalingLinkView } from "@/lib/model/scaling-group";

export interface LinkablePool {
  id: string;
  name: string;
  protocol: string;
  loadBalancerName: string;
}

const LinkForm = CreateScalingLinkInput.omit({ scalingGroupId: true, poolId: true }).extend({
  poolId: z.string().min(1, { error: rule("required") }),
});
type Values = z.input<typeof LinkForm>;

interface CreateLinkDialogProps {
  group: ScalingGroup;
  pools: readonly LinkablePool[];
  onClose: () => void;
}

export function CreateLinkDialog({ group: { id, name, source }, pools, onClose }: CreateLinkDialogProps) {
  const t = useTranslations("scaling");
  const refresh = useRefreshResources();
  const form = useZodForm<Values, z.output<typeof LinkForm>>(LinkForm, { poolId: "", port: null, weight: 1 });
  const needsPort = source === "DNS_A";
  return (
    <FormDialog
      form={form}
      title={t("linkTitle", { name })}
      description={t("linkHint")}
      submitLabel={t("link")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createScalingLinkAction({ scalingGroupId: id, ...values });
        if (!result.ok) return result.error;
        notify(t("linked"));
        refresh();
        return null;
      }}
    >
      <SelectField<Values>
        name="poolId"
        label={t("serverGroup")}
        hint={pools.length === 0 ? t("noPools") : undefined}
        options={pools.map((pool) => ({
          value: pool.id,
          label: pool.name,
          detail: `${pool.loadBalancerName} · ${pool.protocol}`,
        }))}
      />
      <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
        <NumberField<Values>
          name="port"
          label={t("port")}
          hint={t(needsPort ? "linkPortHint" : "linkPortOwn")}
          optional={!needsPort}
          min={1}
          max={65535}
        />
        <NumberField<Values> name="weight" label={t("weight")} hint={t("weightHint")} min={0} max={100} />
      </div>
    </FormDialog>
  );
}

const WeightForm = z.object({ weight: Weight });
type WeightValues = z.input<typeof WeightForm>;

export function EditLinkDialog({ link, onClose }: { link: ScalingLinkView; onClose: () => void }) {
  const t = useTranslations("scaling");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, scalingGroupId, pool } = link;
  const form = useZodForm<WeightValues, WeightValues>(WeightForm, { weight: link.weight });
  return (
    <FormDialog
      form={form}
      title={t("weightTitle", { name: pool.name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async ({ weight }) => {
        const result = await updateScalingLinkAction({ scalingGroupId, id, weight });
        if (!result.ok) return result.error;
        notify(t("weightSaved"));
        refresh();
        return null;
      }}
    >
      <NumberField<WeightValues> name="weight" label={t("weight")} hint={t("weightEditHint")} min={0} max={100} />
    </FormDialog>
  );
}
