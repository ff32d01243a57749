"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type * as z from "zod";
import { ErrorLink } from "@/components/form/error-link";
import { Form } from "@/components/form/form";
import { FormFoot } from "@/components/form/form-card";
import { UnsavedPrompt } from "@/components/form/unsaved-prompt";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { WizardSteps } from "@/components/form/wizard-steps";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { BasicsCard } from "./basics-card";
import { ConfirmStep } from "./confirm-step";
import { ContentCard, hasContent } from "./content-card";
import { CreateHelp } from "./create-help";
import { createFormSchema, type CreateFormValues } from "./create-schema";
import { EipCard } from "./eip-card";
import { NetworkCard } from "./network-card";
import { CreateSubnetDialog, CreateVpcDialog } from "./network-dialogs";
import type { CreateOptions } from "./options";
import { useFieldLabels } from "./use-field-labels";
import { useNetworks } from "./use-networks";
import { useSubmit } from "./use-submit";

type Input = z.output<ReturnType<typeof createFormSchema>>;

/** Fill in, confirm, submit (LB-10). Both steps stay mounted: nothing typed is lost, whatever is refused. */
export function CreateLoadBalancer({ options: initial }: { options: CreateOptions }) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const { options, addVpc, addSubnet } = useNetworks(initial);
  const form = useZodForm<CreateFormValues, Input>(createFormSchema(options.subnets), defaults(initial));
  const [making, setMaking] = useState<"vpc" | "subnet">();
  const [checked, setChecked] = useState<{ values: CreateFormValues; input: Input }>();
  const { submit, busy, refused, done } = useSubmit();
  const [network, vpcId] = form.watch(["network", "vpcId"]);
  const vpc = options.vpcs.find(({ id }) => id === vpcId);

  const send = async () => {
    if (!checked) return;
    const fields = await submit(checked.input, checked.values.withContent ? initial.like?.id : undefined);
    if (fields.length === 0) return;
    setChecked(undefined);
    setTimeout(() => applyFieldErrors(form, fields));
  };

  return (
    <div className="grid gap-4">
      <WizardSteps
        steps={[
          { id: "fill", title: t("stepFill"), summary: t("stepFillHint"), done: checked !== undefined },
          { id: "confirm", title: t("stepConfirm"), summary: t("stepConfirmHint"), locked: true },
        ]}
        current={checked ? "confirm" : "fill"}
        onSelect={() => setChecked(undefined)}
      />
      <Form
        form={form}
        className={checked && "hidden"}
        onSubmit={(input) => setChecked({ values: form.getValues(), input })}
      >
        <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_auto]">
          <div className="grid gap-4">
            <NetworkCard
              options={options}
              onCreateVpc={() => setMaking("vpc")}
              onCreateSubnet={() => setMaking("subnet")}
            />
            <div className={cn(network !== "public" && "hidden")}>
              <EipCard eips={options.eips} />
            </div>
            <BasicsCard projects={options.projects} />
            {initial.like && <ContentCard like={initial.like} />}
            <Card className="sticky bottom-0 z-10 overflow-hidden">
              <FormFoot>
                <ButtonLink variant="quiet" href="/load-balancers">
                  {common("cancel")}
                </ButtonLink>
                <span className="ml-auto phone:order-first phone:basis-full">
                  <ErrorLink labels={useFieldLabels()} />
                </span>
                <Button variant="primary" type="submit" className="phone:flex-1">
                  {t("review")}
                </Button>
              </FormFoot>
            </Card>
          </div>
          <CreateHelp />
        </div>
      </Form>
      {checked && (
        <ConfirmStep
          values={checked.values}
          options={options}
          refused={refused}
          busy={busy}
          onEdit={() => setChecked(undefined)}
          onSubmit={() => void send()}
        />
      )}
      {making === "vpc" && (
        <CreateVpcDialog
          onClose={() => setMaking(undefined)}
          onCreated={(made) => {
            addVpc(made);
            form.setValue("vpcId", made.id);
          }}
        />
      )}
      {making === "subnet" && vpc && (
        <CreateSubnetDialog
          vpc={vpc}
          onClose={() => setMaking(undefined)}
          onCreated={(made) => {
            addSubnet(made);
            form.setValue("subnetId", made.id, { shouldValidate: true });
          }}
        />
      )}
      <UnsavedPrompt when={form.formState.isDirty && !done} />
    </div>
  );
}

function defaults({ vpcs, subnets, projectId, name, like }: CreateOptions): CreateFormValues {
  const vpcId = like?.vpcId ?? subnets[0]?.vpcId ?? vpcs[0]?.id ?? "";
  return {
    network: like?.eip ? "public" : "private",
    vpcId,
    subnetId: like?.subnetId ?? subnets[0]?.id ?? "",
    automaticAddress: true,
    vipAddress: "",
    eip: { kind: "new", bandwidthMbps: like?.eip?.bandwidthMbps ?? 10, eipId: "" },
    name,
    projectId: like?.projectId ?? projectId,
    description: like?.description ?? "",
    tags: like?.tags ?? [],
    deletionProtection: like?.deletionProtection ?? false,
    modificationProtection: false,
    withContent: like !== undefined && hasContent(like),
  };
}
