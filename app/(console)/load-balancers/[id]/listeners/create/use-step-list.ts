"use client";

import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { errorPaths } from "@/components/form/error-paths";
import type { WizardStep } from "@/components/form/wizard-steps";
import type { PoolView } from "@/lib/model/pool";
import { type StepId, stepIds, stepOf } from "./wizard-steps";
import type { WizardValues } from "./wizard-values";

/** Titles, summaries and faults of the steps, as they stand now. */
export function useStepList<Output>(
  form: UseFormReturn<WizardValues, unknown, Output>,
  current: StepId,
  reached: number,
  pools: readonly PoolView[],
): readonly WizardStep[] {
  const t = useTranslations("listener");
  const member = useTranslations("pool");
  const check = useTranslations("healthmonitor");
  const redirect = useTranslations("redirect");
  const { listener, pool, redirectListenerId } = useWatch({ control: form.control }) as WizardValues;
  const faults = errorPaths(form.formState.errors).map(stepOf);
  const monitor = pool.healthMonitor;
  const checkSummary = () => {
    if (redirectListenerId !== null) return redirect("notNeededShort");
    if (pool.kind === "existing") return check("summaryExisting");
    if (!monitor.enabled) return check("summaryOff");
    const values = { type: monitor.type, interval: monitor.intervalS ?? 5 };
    return monitor.custom ? check("summaryOn", values) : check("summaryDefaults", values);
  };
  const groupSummary = () => {
    if (redirectListenerId !== null) return redirect("notNeededShort");
    if (pool.kind === "existing") return pools.find(({ id }) => id === pool.poolId)?.name;
    return `${pool.pool.name} · ${member("serverCount", { count: pool.members.length })}`;
  };
  const summaries: Record<StepId, string | undefined> = {
    listener: `${listener.name} · ${listener.protocol} ${listener.port ?? ""}`,
    group: reached >= 1 ? groupSummary() : undefined,
    check: checkSummary(),
  };
  const titles: Record<StepId, string> = {
    listener: t("stepListener"),
    group: t("stepGroup"),
    check: t("stepCheck"),
  };
  return stepIds.map((id, index) => ({
    id,
    title: titles[id],
    summary: summaries[id],
    faults: faults.filter((step) => step === id).length,
    done: index < reached && id !== current,
    locked: index > reached,
  }));
}
