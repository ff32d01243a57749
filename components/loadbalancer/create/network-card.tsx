"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/checkbox-field";
import { ChoiceField } from "@/components/form/choice-field";
import { FieldRow } from "@/components/form/field-row";
import { FormCard } from "@/components/form/form-card";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { TextButton } from "@/components/ui/text-button";
import type { CreateFormValues } from "./create-schema";
import type { CreateOptions } from "./options";

export interface NetworkCardProps {
  options: CreateOptions;
  onCreateVpc: () => void;
  onCreateSubnet: () => void;
}

export function NetworkCard({ options, onCreateVpc, onCreateSubnet }: NetworkCardProps) {
  const t = useTranslations("loadbalancer");
  const { control, setValue } = useFormContext<CreateFormValues>();
  const [vpcId, subnetId, automatic] = useWatch({ control, name: ["vpcId", "subnetId", "automaticAddress"] });
  const subnets = options.subnets.filter((subnet) => subnet.vpcId === vpcId);
  const subnet = subnets.find(({ id }) => id === subnetId);
  const first = subnets[0]?.id ?? "";
  useEffect(() => {
    if (subnet === undefined) setValue("subnetId", first);
  }, [subnet, first, setValue]);
  return (
    <FormCard title={t("network")}>
      <FieldRow id="region" label={t("region")} hint={t("regionHint")}>
        <Input
          id="region"
          value={options.region}
          readOnly
          aria-describedby="region-hint"
          after={<Lock className="size-3.5" />}
        />
      </FieldRow>
      <ChoiceField<CreateFormValues>
        name="network"
        label={t("networkType")}
        columns={2}
        choices={[
          { value: "private", title: t("private"), detail: t("privateDetail") },
          { value: "public", title: t("public"), detail: t("publicDetail") },
        ]}
      />
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <div>
          <SelectField<CreateFormValues>
            name="vpcId"
            label={t("vpc")}
            hint={t("vpcHint")}
            options={options.vpcs.map(({ id, name, cidr }) => ({ value: id, label: `${name} (${cidr})` }))}
          />
          <TextButton className="mt-1 text-xs" onClick={onCreateVpc}>
            {t("createVpc")}
          </TextButton>
        </div>
        <div>
          <SelectField<CreateFormValues>
            name="subnetId"
            label={t("subnet")}
            hint={subnet && t("subnetUse", { count: subnet.usedAddresses })}
            placeholder={subnets.length === 0 ? t("noSubnets") : undefined}
            disabled={subnets.length === 0}
            options={subnets.map(({ id, name, cidr }) => ({ value: id, label: `${name} (${cidr})` }))}
          />
          <TextButton className="mt-1 text-xs" onClick={onCreateSubnet}>
            {t("createSubnet")}
          </TextButton>
        </div>
      </div>
      <fieldset className="grid gap-3">
        <legend className="mb-[5px] font-medium">{t("privateAddress")}</legend>
        <CheckboxField<CreateFormValues>
          name="automaticAddress"
          label={t("automaticAddress")}
          hint={automatic ? t("automaticAddressHint") : undefined}
        />
        <div className={cn(automatic && "hidden")}>
          <TextField<CreateFormValues>
            name="vipAddress"
            label={t("typedAddress")}
            hint={subnet && t("typedAddressHint", { cidr: subnet.cidr })}
            mono
            autoComplete="off"
          />
        </div>
      </fieldset>
    </FormCard>
  );
}
