"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { type MetricRange, metricRanges } from "@/lib/model/metric-range";
import type { DashboardParams, SetDashboardParams } from "./dashboard-params";

interface RangeBarProps {
  params: DashboardParams;
  setParams: SetDashboardParams;
  /** What custom times begin with. */
  shown: { from: number; to: number };
  csvHref: string;
}

/** The span that all charts show, whether the one before it is drawn too, and what can be taken away. */
export function RangeBar({ params, setParams, shown, csvHref }: RangeBarProps) {
  const t = useTranslations("monitoring");
  const id = useId();
  const { range, compare } = params;
  const choose = (next: MetricRange) =>
    void setParams(
      next === "custom" ? { range: next, from: shown.from, to: shown.to } : { range: next, from: null, to: null },
    );
  const edge = (key: "from" | "to") => (
    <Input
      type="datetime-local"
      aria-label={t(key)}
      aria-invalid={params.from !== null && params.to !== null && params.from >= params.to}
      className="w-47"
      value={params[key] === null ? "" : localText(params[key])}
      onChange={(event) => {
        const at = new Date(event.target.value).getTime();
        if (!Number.isNaN(at)) void setParams({ [key]: at });
      }}
    />
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select<MetricRange>
        aria-label={t("range")}
        className="w-44"
        value={range}
        onValueChange={choose}
        options={metricRanges.map((value) => ({ value, label: t(`range_${value}`) }))}
      />
      {range === "custom" && (
        <>
          {edge("from")}
          <span className="text-faint-foreground phone:hidden">–</span>
          {edge("to")}
        </>
      )}
      {range !== "live" && (
        <>
          <label htmlFor={id} className="inline-flex items-center gap-2 px-1">
            <Switch
              id={id}
              aria-labelledby={`${id}-label`}
              checked={compare}
              onCheckedChange={(next) => void setParams({ compare: next })}
            />
            <span id={`${id}-label`}>{t("compare")}</span>
          </label>
          <a href={csvHref} download className={buttonClass()}>
            <Download />
            {t("csv")}
          </a>
        </>
      )}
    </div>
  );
}

/** As the field wants it: `2026-11-22T18:30`, by the browser's clock. */
function localText(ms: number): string {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
