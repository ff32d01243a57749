"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cn } from "@/components/ui/cn";

export interface WizardStep {
  id: string;
  title: string;
  /** Under the title: what was chosen, or the defaults. */
  summary?: string;
  done?: boolean;
  /** Number of fields to correct; takes the summary's place. */
  faults?: number;
  /** Not to be opened yet. */
  locked?: boolean;
}

export interface WizardStepsProps {
  steps: readonly WizardStep[];
  current: string;
  onSelect?: (id: string) => void;
}

export function WizardSteps({ steps, current, onSelect }: WizardStepsProps) {
  const t = useTranslations("form");
  return (
    <ol
      aria-label={t("steps")}
      className="flex items-center rounded-md border bg-card px-4 py-3 shadow-xs phone:hidden"
    >
      {steps.map((step, index) => (
        <Fragment key={step.id}>
          {index > 0 && <li aria-hidden="true" className="mx-4 h-px min-w-6 flex-1 bg-border-strong" />}
          <li aria-current={step.id === current ? "step" : undefined} className="min-w-0">
            <Step step={step} number={index + 1} active={step.id === current} onSelect={onSelect} />
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

interface StepProps {
  step: WizardStep;
  number: number;
  active: boolean;
  onSelect?: (id: string) => void;
}

function Step({ step, number, active, onSelect }: StepProps) {
  const t = useTranslations("form");
  const faults = step.faults ?? 0;
  const done = step.done && !active && faults === 0;
  return (
    <button
      type="button"
      disabled={active || step.locked || !onSelect}
      onClick={() => onSelect?.(step.id)}
      className="flex min-w-0 items-center gap-2.5 text-left disabled:cursor-default"
    >
      <span
        className={cn(
          "grid size-6 shrink-0 place-items-center rounded-full border border-input text-xs font-semibold text-muted-foreground",
          active && "border-primary bg-primary text-primary-foreground",
          done && "border-ok text-ok",
        )}
      >
        {done ? <Check className="size-3 stroke-2" aria-label={t("stepDone")} /> : number}
      </span>
      <span className="min-w-0">
        <span
          className={cn(
            "block truncate leading-[18px]",
            active || done ? "font-semibold" : "font-medium text-muted-foreground",
          )}
        >
          {step.title}
        </span>
        <span className={cn("block truncate text-xs leading-4 text-faint-foreground", faults > 0 && "text-bad-fg")}>
          {faults > 0 ? t("fieldsToCorrect", { count: faults }) : (step.summary ?? "\u00a0")}
        </span>
      </span>
    </button>
  );
}
