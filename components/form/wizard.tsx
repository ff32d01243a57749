"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { FormRows } from "./form";
import { FormFoot } from "./form-card";
import { HelpPanel } from "./help-panel";
import { WizardSteps, type WizardStep } from "./wizard-steps";

export interface WizardProps {
  steps: readonly WizardStep[];
  current: string;
  /** Steps jump freely to what was already visited; the wizard decides. */
  onSelect?: (id: string) => void;
  help?: ReactNode;
  children: ReactNode;
  onCancel: () => void;
  /** Why one cannot go on: an ErrorLink. */
  reason?: ReactNode;
  onBack?: () => void;
  onNext?: () => void;
  nextLabel?: string;
  /** Allowed early: "Finish with defaults". */
  onFinish?: () => void;
  finishLabel?: string;
  busy?: boolean;
}

export function Wizard(props: WizardProps) {
  const { steps, current, onSelect, help, children, reason, onBack, onNext, onFinish, busy } = props;
  const t = useTranslations("form");
  const common = useTranslations("common");
  const index = steps.findIndex((step) => step.id === current);
  const step = steps[index];
  const next = steps[index + 1];
  return (
    <div className="grid gap-4">
      <WizardSteps steps={steps} current={current} onSelect={onSelect} />
      <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_auto]">
        <Card>
          <CardHead
            title={step?.title}
            className="min-h-12"
            side={<span className="text-faint-foreground">{t("step", { step: index + 1, total: steps.length })}</span>}
          />
          <FormRows className="px-4 pt-1 pb-5 phone:px-3">{children}</FormRows>
          <FormFoot>
            <Button variant="quiet" onClick={props.onCancel} disabled={busy}>
              {common("cancel")}
            </Button>
            <span className="ml-auto phone:-order-1 phone:w-full">{reason}</span>
            {onBack && (
              <Button onClick={onBack} disabled={busy} className="phone:flex-1">
                {common("back")}
              </Button>
            )}
            {onFinish && (
              <Button
                variant={onNext ? "secondary" : "primary"}
                onClick={onFinish}
                busy={busy}
                className={onNext ? "phone:flex-1" : "phone:w-full"}
              >
                {props.finishLabel ?? common("finish")}
              </Button>
            )}
            {onNext && (
              <Button variant="primary" onClick={onNext} disabled={busy} className="phone:w-full">
                {props.nextLabel ?? (next ? t("nextStep", { title: next.title }) : common("next"))}
              </Button>
            )}
          </FormFoot>
        </Card>
        {help && <HelpPanel>{help}</HelpPanel>}
      </div>
    </div>
  );
}
