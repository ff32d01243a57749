"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useId } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type TraceRange, traceRanges } from "@/lib/model/trace";
import { rangeParams } from "./trace-params";

const dayMs = 86_400_000;

/** The span that the list shows: the last seven days at first, or from and to by the browser's clock (AU-01). */
export function RangePicker() {
  const t = useTranslations("audit");
  const id = useId();
  const [{ range, from, to }, setParams] = useQueryStates(rangeParams);
  const choose = (next: TraceRange) => {
    const now = Date.now();
    void setParams(
      next === "custom" ? { range: next, from: now - dayMs, to: now } : { range: next, from: null, to: null },
    );
  };
  const edge = (key: "from" | "to", value: number | null) => (
    <Input
      id={`${id}-${key}`}
      type="datetime-local"
      aria-label={t(key)}
      aria-invalid={from !== null && to !== null && from > to}
      className="w-47"
      value={value === null ? "" : localText(value)}
      onChange={(event) => {
        const at = new Date(event.target.value).getTime();
        void setParams({ [key]: Number.isNaN(at) ? null : at });
      }}
    />
  );
  return (
    <span className="flex flex-wrap items-center gap-2 phone:min-w-0">
      {range === "custom" && (
        <>
          {edge("from", from)}
          <span className="text-faint-foreground phone:hidden">–</span>
          {edge("to", to)}
        </>
      )}
      <Select<TraceRange>
        aria-label={t("range")}
        className="w-36"
        value={range}
        onValueChange={choose}
        options={traceRanges.map((value) => ({ value, label: t(`range_${value}`) }))}
      />
    </span>
  );
}

/** As the field wants it: `2026-11-22T18:30`, by the browser's clock. */
function localText(ms: number): string {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
