"use client";

import { useTranslations } from "next-intl";
import type * as z from "zod";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createSubnetAction, createVpcAction } from "@/lib/actions/network";
import { CreateSubnetInput, CreateVpcInput, type Subnet, type Vpc } from "@/lib/model/network";

interface CreateVpcDialogProps {
  onCreated: (vpc: Vpc) => void;
  onClose: () => void;
}

export function CreateVpcDialog({ onCreated, onClose }: CreateVpcDialogProps) {
  const t = useTranslations("loadbalancer");
  const form = useZodForm<CreateVpcInput, z.output<typeof CreateVpcInput>>(CreateVpcInput, { name: "", cidr: "" });
  return (
    <FormDialog
      form={form}
      title={t("createVpc")}
      description={t("createVpcHint")}
      submitLabel={t("createVpc")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createVpcAction(values);
        if (result.ok) onCreated(result.data);
        return result.ok ? null : result.error;
      }}
    >
      <NameField<CreateVpcInput> name="name" />
      <TextField<CreateVpcInput> name="cidr" label={t("range")} placeholder="192.168.0.0/16" mono autoComplete="off" />
    </FormDialog>
  );
}

interface CreateSubnetDialogProps {
  vpc: Vpc;
  onCreated: (subnet: Subnet) => void;
  onClose: () => void;
}

export function CreateSubnetDialog({ vpc, onCreated, onClose }: CreateSubnetDialogProps) {
  const t = useTranslations("loadbalancer");
  const form = useZodForm<CreateSubnetInput, z.output<typeof CreateSubnetInput>>(CreateSubnetInput, {
    vpcId: vpc.id,
    name: "",
    cidr: "",
  });
  return (
    <FormDialog
      form={form}
      title={t("createSubnet")}
      description={t("createSubnetHint", { name: vpc.name })}
      submitLabel={t("createSubnet")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createSubnetAction(values);
        if (result.ok) onCreated(result.data);
        return result.ok ? null : result.error;
      }}
    >
      <NameField<CreateSubnetInput> name="name" />
      <TextField<CreateSubnetInput>
        name="cidr"
        label={t("range")}
        hint={t("rangeWithin", { cidr: vpc.cidr })}
        mono
        autoComplete="off"
      />
    </FormDialog>
  );
}
