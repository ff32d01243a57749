"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
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
import { CreateHelp } from "./create-help";
import { createFormSchema, type CreateFormValues } from "./create-schema";
import { EipCard } from "./eip-card";
import { NetworkCard } from "./network-card";
import type { CreateOptions } from "./options";
import { RefusedNote } from "./refused-note";
import { Review } from "./review";
import { useFieldLabels } from "./use-field-labels";
import { useSubmit } from "./use-submit";

type Input = z.output<ReturnType<typeof createFormSchema>>;

/** Fill in, confirm, submit (LB-10). Both steps stay mounted: nothing typed is lost, whatever is refused. */
export function CreateLoadBalancer({ options }: { options: CreateOptions }) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const form = useZodForm<CreateFormValues, Input>(
    useMemo(() => createFormSchema(options.subnets), [options.subnets]),
    defaults(options),
  );
  const [checked, setChecked] = useState<{ values: CreateFormValues; input: Input }>();
  const { submit, busy, refused, done } = useSubmit();
  const heading = useRef<HTMLDivElement>(null);
  const network = form.watch("network");

  useEffect(() => {
    if (checked) heading.current?.focus();
  }, [checked]);

  const send = async () => {
    if (!checked) return;
    const fields = await submit(checked.input);
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
            <NetworkCard options={options} />
            <div className={cn(network !== "public" && "hidden")}>
              <EipCard eips={options.eips} />
            </div>
            <BasicsCard projects={options.projects} />
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
        <div ref={heading} tabIndex={-1} className="grid gap-4 focus-visible:shadow-none!">
          <p className="text-muted-foreground">{t("confirmIntro")}</p>
          <Review values={checked.values} options={options} onEdit={() => setChecked(undefined)} />
          {refused && <RefusedNote error={refused} />}
          <Card className="overflow-hidden">
            <FormFoot>
              <ButtonLink variant="quiet" href="/load-balancers">
                {common("cancel")}
              </ButtonLink>
              <Button className="ml-auto phone:flex-1" onClick={() => setChecked(undefined)} disabled={busy}>
                {common("back")}
              </Button>
              <Button variant="primary" className="phone:flex-1" onClick={() => void send()} busy={busy}>
                {t("submit")}
              </Button>
            </FormFoot>
          </Card>
        </div>
      )}
      <UnsavedPrompt when={form.formState.isDirty && !done} />
    </div>
  );
}

function defaults({ vpcs, subnets, projectId, name }: CreateOptions): CreateFormValues {
  const vpcId = subnets[0]?.vpcId ?? vpcs[0]?.id ?? "";
  return {
    network: "private",
    vpcId,
    subnetId: subnets[0]?.id ?? "",
    automaticAddress: true,
    vipAddress: "",
    eip: { kind: "new", bandwidthMbps: 10, eipId: "" },
    name,
    projectId,
    description: "",
    tags: [],
  };
}
