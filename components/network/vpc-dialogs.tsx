"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createVpcAction, updateVpcAction } from "@/lib/actions/network";
import { useRefreshResources } from "@/lib/client/use-resource";
import { CreateVpcInput, type VpcView } from "@/lib/model/network";
import { Description, Name } from "@/lib/model/text";

const EditForm = z.object({ name: Name, cidr: z.string(), description: Description });

export function CreateVpcDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("network");
  const refresh = useRefreshResources();
  const form = useZodForm<CreateVpcInput, z.output<typeof CreateVpcInput>>(CreateVpcInput, {
    name: "",
    cidr: "",
    description: "",
  });
  return (
    <FormDialog
      form={form}
      title={t("createVpc")}
      description={t("createVpcHint")}
      submitLabel={t("createVpc")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createVpcAction(values);
        if (!result.ok) return result.error;
        notify(t("created", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <TextField
        name="cidr"
        label={t("range")}
        hint={t("vpcRangeHint")}
        placeholder="192.168.0.0/16"
        mono
        autoComplete="off"
      />
      <DescriptionField name="description" />
    </FormDialog>
  );
}

export function EditVpcDialog({ vpc, onClose }: { vpc: VpcView; onClose: () => void }) {
  const t = useTranslations("network");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, cidr, description } = vpc;
  const form = useZodForm(EditForm, { name, cidr, description });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateVpcAction({ id, name: values.name, description: values.description });
        if (!result.ok) return result.error;
        notify(t("saved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <TextField name="cidr" label={t("range")} hint={t("rangeFixed")} readOnly mono />
      <DescriptionField name="description" />
    </FormDialog>
  );
}
