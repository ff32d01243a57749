"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type FieldPath, FormProvider } from "react-hook-form";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { ErrorLink } from "@/components/form/error-link";
import { firstErrorPath } from "@/components/form/error-paths";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { Wizard } from "@/components/form/wizard";
import { MonitorHelp } from "@/components/healthmonitor/monitor-help";
import { ListenerHelp } from "@/components/listener/listener-help";
import { PoolHelp } from "@/components/pool/pool-help";
import { Shape } from "@/components/status/shape";
import { PageHead } from "@/components/ui/page-head";
import { TextButton } from "@/components/ui/text-button";
import { createListenerChainAction } from "@/lib/actions/listener";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { CertificateView } from "@/lib/model/certificate";
import type { PoolView } from "@/lib/model/pool";
import { useFieldLabels } from "./field-labels";
import { StepFields } from "./step-fields";
import { useDraft } from "./use-draft";
import { useStepList } from "./use-step-list";
import { WhatIsMade } from "./what-is-made";
import { type WizardOutput, wizardSchema } from "./wizard-schema";
import { isStepId, type StepId, stepIds, stepOf } from "./wizard-steps";
import { type TakenPort, type WizardNames, type WizardValues, wizardDefaults } from "./wizard-values";

export interface ListenerWizardProps {
  balancer: { id: string; name: string };
  taken: readonly TakenPort[];
  pools: readonly PoolView[];
  certificates: readonly CertificateView[];
  names: WizardNames;
}

export function ListenerWizard({ balancer, taken, pools, certificates, names }: ListenerWizardProps) {
  const t = useTranslations("listener");
  const nav = useTranslations("nav");
  const words = useTranslations("form");
  const format = useFormatter();
  const router = useRouter();
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const labels = useFieldLabels();
  const defaults = useMemo(() => wizardDefaults(balancer.id, names, taken), [balancer.id, names, taken]);
  const schema = useMemo(() => wizardSchema(taken, defaults.pool), [taken, defaults]);
  const form = useZodForm<WizardValues, WizardOutput>(schema, defaults);
  const [step, setStep] = useState<StepId>("listener");
  const [reached, setReached] = useState(0);
  const [failure, setFailure] = useState<string>();
  const go = useCallback((next: StepId) => {
    setStep(next);
    setReached((old) => Math.max(old, stepIds.indexOf(next)));
  }, []);
  const draft = useDraft(form, balancer.id, step, go);
  useTopOf(step);
  const steps = useStepList(form, step, reached, pools);
  const index = stepIds.indexOf(step);
  const home = `/load-balancers/${balancer.id}`;
  const last = index === stepIds.length - 1;

  const next = async () => {
    if (await form.trigger(fieldsOf(step, form.getValues("pool.kind")), { shouldFocus: true, shouldTouch: true })) {
      const following = stepIds[index + 1];
      if (following) go(following);
    }
  };
  const toFirstFault = () => {
    const path = firstErrorPath(form.formState.errors, Object.keys(labels));
    if (path !== undefined) go(stepOf(path));
  };
  const refuse = (error: ActionError) => {
    const fields = error.fields.map(({ path, rule }) => ({
      path: path === "listener.defaultPoolId" ? "pool.poolId" : path,
      rule,
    }));
    const rest = applyFieldErrors(form, fields);
    if (fields.length === 0 || rest.length > 0) setFailure(failureText(error));
    const [first] = fields;
    if (first && first.path !== "") go(stepOf(first.path));
  };
  const finish = form.handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await createListenerChainAction(values).catch(() => null);
    if (result === null) setFailure(words("noAnswer"));
    else if (!result.ok) refuse(result.error);
    else {
      draft.forget();
      notify(t("created", { name: result.data.listener.name }));
      refresh();
      router.push(`${home}/listeners`);
    }
  }, toFirstFault);
  const startOver = () => {
    form.reset(defaults);
    draft.forget();
    setReached(0);
    setStep("listener");
  };
  const cancel = () => {
    draft.forget();
    router.push(`${home}/listeners`);
  };

  return (
    <FormProvider {...form}>
      <PageHead
        crumbs={[
          { label: nav("loadBalancers"), href: "/load-balancers" },
          { label: balancer.name, href: home },
          { label: t("wizardTitle") },
        ]}
        title={t("wizardTitle")}
        actions={
          draft.savedAt !== undefined && (
            <span className="flex items-center gap-3 text-xs text-muted-foreground">
              {t("draftSaved", { time: format.dateTime(new Date(draft.savedAt), clock) })}
              <TextButton onClick={startOver}>{t("startOver")}</TextButton>
            </span>
          )
        }
      />
      <Wizard
        steps={steps}
        current={step}
        onSelect={(id) => isStepId(id) && go(id)}
        onCancel={cancel}
        onBack={index === 0 ? undefined : () => setStep(stepIds[index - 1] ?? "listener")}
        onNext={last ? undefined : () => void next()}
        onFinish={() => void finish()}
        finishLabel={reached === stepIds.length - 1 ? undefined : t("finishDefaults")}
        busy={form.formState.isSubmitting}
        reason={
          failure ? (
            <span role="alert" className="flex items-center gap-1.5 text-xs text-bad-fg">
              <Shape name="diamond" tone="bad" />
              {failure}
            </span>
          ) : (
            <span onClickCapture={() => flushSync(toFirstFault)}>
              <ErrorLink labels={labels} />
            </span>
          )
        }
        help={
          <>
            {step === "listener" && <ListenerHelp />}
            {step === "group" && <PoolHelp />}
            {step === "check" && <MonitorHelp />}
            <WhatIsMade balancerName={balancer.name} taken={taken} pools={pools} />
          </>
        }
      >
        <StepFields step={step} balancerName={balancer.name} taken={taken} pools={pools} certificates={certificates} />
      </Wizard>
    </FormProvider>
  );
}

/** A new step begins at its top, and is read from there. */
function useTopOf(step: StepId): void {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    document.getElementById("content")?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** What has to be right before a step is left. */
function fieldsOf(step: StepId, kind: WizardValues["pool"]["kind"]): FieldPath<WizardValues>[] {
  switch (step) {
    case "listener":
      return ["listener", "redirectListenerId"];
    case "group":
      return kind === "existing" ? ["pool.poolId"] : ["pool.pool", "pool.members"];
    case "check":
      return ["pool.healthMonitor"];
  }
}
