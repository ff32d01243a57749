"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { FieldRow } from "@/components/form/field-row";
import { FormCard } from "@/components/form/form-card";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { EipView } from "@/lib/model/network";
import type { CreateFormValues } from "./create-schema";

/**
 * Only for public load balancers; type and bandwidth only of a new EIP (LB-05). What is not asked stays mounted: fields
 * keep the order of the screen, in which refused ones are reached.
 */
export function EipCard({ eips }: { eips: readonly EipView[] }) {
  const t = useTranslations("loadbalancer");
  const { control } = useFormContext<CreateFormValues>();
  const kind = useWatch({ control, name: "eip.kind" });
  return (
    <FormCard title={t("eip")}>
      <ChoiceField<CreateFormValues>
        name="eip.kind"
        label={t("eipSource")}
        columns={2}
        choices={[
          { value: "new", title: t("eipNew"), detail: t("eipNewDetail") },
          {
            value: "existing",
            title: t("eipExisting"),
            detail: t("eipExistingDetail", { count: eips.length }),
            unusable: eips.length === 0 ? t("eipNoneFree") : undefined,
          },
        ]}
      />
      <div className={cn("grid grid-cols-2 gap-4 phone:grid-cols-1", kind !== "new" && "hidden")}>
        <FieldRow id="eip-type" label={t("eipType")}>
          <Input id="eip-type" value={t("eipTypePool")} readOnly after={<Lock className="size-3.5" />} />
        </FieldRow>
        <NumberField<CreateFormValues>
          name="eip.bandwidthMbps"
          label={t("bandwidth")}
          hint={t("bandwidthHint")}
          unit={t("mbpsUnit")}
          min={1}
          max={1000}
          steppers
        />
      </div>
      <div className={cn(kind !== "existing" && "hidden")}>
        <SelectField<CreateFormValues>
          name="eip.eipId"
          label={t("eipChoose")}
          placeholder={t("eipPlaceholder")}
          options={eips.map(({ id, address, externalAddress, bandwidthMbps }) => ({
            value: id,
            label: externalAddress ?? address,
            detail: t("mbps", { value: bandwidthMbps }),
          }))}
        />
      </div>
    </FormCard>
  );
}
