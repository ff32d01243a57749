"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { ErrorLink } from "@/components/form/error-link";
import { Form } from "@/components/form/form";
import { FormCard, FormFoot } from "@/components/form/form-card";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SwitchField } from "@/components/form/switch-field";
import { UnsavedPrompt } from "@/components/form/unsaved-prompt";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { createAlarmRuleAction, updateAlarmRuleAction } from "@/lib/actions/alarm";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { AlarmObject, AlarmRuleView } from "@/lib/model/alarm";
import type { AlarmTargetView } from "@/lib/model/alarm-target";
import { ruleHref } from "./alarm-cells";
import { ConditionCard } from "./condition-card";
import { NotifyCard } from "./notify-card";
import { RuleForm as Schema, type RuleFormOutput, type RuleFormValues } from "./rule-values";
import { WatchCard } from "./watch-card";

export interface RuleFormProps {
  /** Undefined: a new one. */
  rule?: AlarmRuleView;
  start: RuleFormValues;
  projectId: string;
  /** Of the type that the form begins with. */
  objects: readonly AlarmObject[];
  targets: readonly AlarmTargetView[];
}

/** The guide's form of an alarm rule (MO-01, MO-03): what, when, whom to tell. */
export function RuleForm({ rule, start, projectId, objects, targets }: RuleFormProps) {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  const words = useTranslations("form");
  const labels = useFieldLabels();
  const router = useRouter();
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const form = useZodForm<RuleFormValues, RuleFormOutput>(Schema, start);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (input: RuleFormOutput) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { source, objectType, ...rest } = input;
      const result =
        rule === undefined
          ? await createAlarmRuleAction({ ...rest, source, objectType, projectId })
          : await updateAlarmRuleAction({ ...rest, id: rule.id });
      if (result.ok) {
        setDone(true);
        notify(t(rule === undefined ? "created" : "saved", { name: result.data.name }));
        refresh();
        router.push(ruleHref(result.data.id));
      } else if (result.error.fields.length === 0 || applyFieldErrors(form, result.error.fields).length > 0) {
        setFailure(failureText(result.error));
      }
    } catch {
      setFailure(words("noAnswer"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} onSubmit={submit}>
      <div className="grid max-w-210 gap-4">
        <WatchCard fixed={rule !== undefined} initial={objects} projectId={projectId} />
        <ConditionCard />
        <NotifyCard targets={targets} />
        <FormCard title={t("basics")}>
          <NameField<RuleFormValues> name="name" />
          <DescriptionField<RuleFormValues> name="description" />
          <SwitchField<RuleFormValues> name="enabled" label={t("enabled")} hint={t("enabledHint")} />
        </FormCard>
        <Card className="sticky bottom-0 z-10 overflow-hidden">
          <FormFoot>
            <ButtonLink variant="quiet" href={rule === undefined ? "/alarms" : ruleHref(rule.id)}>
              {common("cancel")}
            </ButtonLink>
            <span className="ml-auto phone:order-first phone:basis-full">
              {failure === undefined ? (
                <ErrorLink labels={labels} />
              ) : (
                <span role="alert" className="flex gap-1.5 text-xs text-bad-fg">
                  <Shape name="diamond" tone="bad" className="mt-[3px]" />
                  {failure}
                </span>
              )}
            </span>
            <Button variant="primary" type="submit" busy={busy} className="phone:flex-1">
              {t(rule === undefined ? "createNow" : "modifyNow")}
            </Button>
          </FormFoot>
        </Card>
      </div>
      <UnsavedPrompt when={form.formState.isDirty && !done} />
    </Form>
  );
}

function useFieldLabels(): Record<string, string> {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  return {
    name: common("name"),
    description: common("description"),
    objectId: t("object"),
    metric: t("metric"),
    threshold: t("threshold"),
    count: t("count"),
    targetIds: t("notifyWhom"),
  };
}
