"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createSubnetAction, updateSubnetAction } from "@/lib/actions/network";
import { useRefreshResources } from "@/lib/client/use-resource";
import { CreateSubnetInput, type SubnetView, type Vpc } from "@/lib/model/network";
import { Name } from "@/lib/model/text";

const EditForm = z.object({ name: Name, cidr: z.string() });

export function CreateSubnetDialog({ vpcs, onClose }: { vpcs: readonly Vpc[]; onClose: () => void }) {
  const t = useTranslations("network");
  const refresh = useRefreshResources();
  const form = useZodForm<CreateSubnetInput, z.output<typeof CreateSubnetInput>>(CreateSubnetInput, {
    vpcId: vpcs[0]?.id ?? "",
    name: "",
    cidr: "",
  });
  const vpcId = form.watch("vpcId");
  const vpc = vpcs.find(({ id }) => id === vpcId);
  return (
    <FormDialog
      form={form}
      title={t("createSubnet")}
      description={t("createSubnetHint")}
      submitLabel={t("createSubnet")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createSubnetAction(values);
        if (!result.ok) return result.error;
        notify(t("created", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <SelectField<CreateSubnetInput>
        name="vpcId"
        label={t("vpc")}
        options={vpcs.map(({ id, name, cidr }) => ({ value: id, label: `${name} (${cidr})` }))}
      />
      <NameField<CreateSubnetInput> name="name" />
      <TextField<CreateSubnetInput>
        name="cidr"
        label={t("range")}
        hint={vpc && t("subnetRangeHint", { cidr: vpc.cidr })}
        mono
        autoComplete="off"
      />
    </FormDialog>
  );
}

export function EditSubnetDialog({ subnet, onClose }: { subnet: SubnetView; onClose: () => void }) {
  const t = useTranslations("network");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, cidr } = subnet;
  const form = useZodForm(EditForm, { name, cidr });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateSubnetAction({ id, name: values.name });
        if (!result.ok) return result.error;
        notify(t("saved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <TextField name="cidr" label={t("range")} hint={t("rangeFixed")} readOnly mono />
    </FormDialog>
  );
}
