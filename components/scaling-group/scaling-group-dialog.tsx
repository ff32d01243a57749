"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { ChoiceField } from "@/components/form/choice-field";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createScalingGroupAction, updateScalingGroupAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";
import { CreateScalingGroupInput, type ScalingGroup, ScalingSource } from "@/lib/model/scaling-group";
import { scalingGroupHref } from "./scaling-group-columns";

/** Name servers are typed in one line. */
const ScalingGroupForm = z
  .object({
    name: z.string(),
    description: z.string(),
    source: ScalingSource,
    dnsName: z.string(),
    nameServers: z.string(),
    intervalS: z.number().nullable(),
    drainS: z.number().nullable(),
  })
  .superRefine((values, context) => {
    const checked = CreateScalingGroupInput.safeParse(inputOf(values));
    for (const issue of checked.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: [issue.path[0] ?? ""], message: issue.message });
    }
  });
type Values = z.infer<typeof ScalingGroupForm>;

function inputOf({ nameServers, intervalS, drainS, ...rest }: Values): CreateScalingGroupInput {
  const list = nameServers.split(/[\s,]+/).filter((one) => one !== "");
  // An empty number is refused by the model in its own words.
  return { ...rest, nameServers: list, intervalS: intervalS ?? Number.NaN, drainS: drainS ?? Number.NaN };
}

const sources = ["MANUAL", "DNS_A", "DNS_SRV"] as const;

export function CreateScalingGroupDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("scaling");
  const router = useRouter();
  const form = useZodForm<Values, Values>(ScalingGroupForm, {
    name: "",
    description: "",
    source: "MANUAL",
    dnsName: "",
    nameServers: "",
    intervalS: 30,
    drainS: 60,
  });
  return (
    <FormDialog
      form={form}
      title={t("createTitle")}
      description={t("createHint")}
      submitLabel={t("create")}
      onClose={onClose}
      className="w-170"
      onSubmit={async (values) => {
        const result = await createScalingGroupAction(inputOf(values));
        if (!result.ok) return result.error;
        notify(t("created", { name: result.data.name }));
        router.push(scalingGroupHref(result.data.id));
        return null;
      }}
    >
      <NameField<Values> name="name" />
      <ChoiceField<Values>
        name="source"
        label={t("source")}
        choices={sources.map((value) => ({ value, title: t(`source${value}`), detail: t(`hint${value}`) }))}
      />
      <Settings source={form.watch("source")} />
    </FormDialog>
  );
}

export function EditScalingGroupDialog({ group, onClose }: { group: ScalingGroup; onClose: () => void }) {
  const t = useTranslations("scaling");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, description, source, dnsName, nameServers, intervalS, drainS } = group;
  const form = useZodForm<Values, Values>(ScalingGroupForm, {
    name,
    description,
    source,
    dnsName,
    nameServers: nameServers.join(", "),
    intervalS,
    drainS,
  });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const { source: fixed, projectId, ...input } = inputOf(values);
        void [fixed, projectId];
        const result = await updateScalingGroupAction({ id, ...input });
        if (!result.ok) return result.error;
        notify(t("saved", { name: result.data.name }));
        refresh();
        return null;
      }}
    >
      <NameField<Values> name="name" />
      <Settings source={source} />
    </FormDialog>
  );
}

function Settings({ source }: { source: ScalingSource }) {
  const t = useTranslations("scaling");
  return (
    <>
      {source !== "MANUAL" && (
        <>
          <TextField<Values>
            name="dnsName"
            label={t("dnsName")}
            hint={t("dnsNameHint")}
            placeholder={source === "DNS_A" ? "web.example.com" : "_http._tcp.web.example.com"}
            mono
            autoComplete="off"
          />
          <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
            <TextField<Values>
              name="nameServers"
              label={t("nameServers")}
              hint={t("nameServersHint")}
              optional
              mono
              autoComplete="off"
            />
            <NumberField<Values>
              name="intervalS"
              label={t("interval")}
              hint={t("intervalHint")}
              min={5}
              max={3600}
              unit={t("seconds")}
            />
          </div>
        </>
      )}
      <NumberField<Values>
        name="drainS"
        label={t("drain")}
        hint={t("drainHint")}
        min={0}
        max={3600}
        unit={t("seconds")}
      />
      <DescriptionField<Values> name="description" />
    </>
  );
}
