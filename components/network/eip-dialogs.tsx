"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createEipAction, updateEipAction } from "@/lib/actions/eip";
import { useRefreshResources } from "@/lib/client/use-resource";
import { Ipv4 } from "@/lib/model/address";
import { Bandwidth, type EipView } from "@/lib/model/network";
import type { Project } from "@/lib/model/project";
import { Id } from "@/lib/model/text";

/** An empty field is none. */
const OptionalAddress = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : text))
  .pipe(Ipv4.nullable());

const CreateForm = z.object({
  bandwidthMbps: Bandwidth,
  address: OptionalAddress,
  externalAddress: OptionalAddress,
  projectId: Id,
});
const EditForm = CreateForm.pick({ bandwidthMbps: true, externalAddress: true });

export interface CreateEipDialogProps {
  projects: readonly Project[];
  projectId: string;
  onClose: () => void;
}

export function CreateEipDialog({ projects, projectId, onClose }: CreateEipDialogProps) {
  const t = useTranslations("network");
  const refresh = useRefreshResources();
  const form = useZodForm<z.input<typeof CreateForm>, z.output<typeof CreateForm>>(CreateForm, {
    bandwidthMbps: 10,
    address: "",
    externalAddress: "",
    projectId,
  });
  return (
    <FormDialog
      form={form}
      title={t("createEip")}
      description={t("createEipHint")}
      submitLabel={t("createEip")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createEipAction(values);
        if (!result.ok) return result.error;
        notify(t("created", { name: result.data.address }));
        refresh();
        return null;
      }}
    >
      <BandwidthField />
      <TextField name="address" label={t("address")} hint={t("addressHint")} optional mono autoComplete="off" />
      <ExternalField />
      <SelectField
        name="projectId"
        label={t("project")}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormDialog>
  );
}

export function EditEipDialog({ eip, onClose }: { eip: EipView; onClose: () => void }) {
  const t = useTranslations("network");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, address, bandwidthMbps, externalAddress } = eip;
  const form = useZodForm<z.input<typeof EditForm>, z.output<typeof EditForm>>(EditForm, {
    bandwidthMbps,
    externalAddress: externalAddress ?? "",
  });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name: address })}
      description={t("editEipHint")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateEipAction({ id, ...values });
        if (!result.ok) return result.error;
        notify(t("saved", { name: address }));
        refresh();
        return null;
      }}
    >
      <BandwidthField />
      <ExternalField />
    </FormDialog>
  );
}

function BandwidthField() {
  const t = useTranslations("network");
  return (
    <NumberField
      name="bandwidthMbps"
      label={t("bandwidth")}
      hint={t("bandwidthHint")}
      unit={t("mbpsUnit")}
      min={1}
      max={1000}
      steppers
    />
  );
}

function ExternalField() {
  const t = useTranslations("network");
  return (
    <TextField
      name="externalAddress"
      label={t("externalAddress")}
      hint={t("externalHint")}
      optional
      mono
      autoComplete="off"
    />
  );
}
