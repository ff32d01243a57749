"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useProbeText } from "@/components/status/probe-text";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { Ejection } from "@/lib/model/status";

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** Under the row of a server that its group leaves out for failures in a row: why, and until when. */
export function EjectedNote({ ejection: { until, reason } }: { ejection: Ejection }) {
  const t = useTranslations("member");
  const format = useFormatter();
  const probeText = useProbeText();
  const time = format.dateTime(new Date(until), clock);
  return (
    <Note tone="warn">
      <Shape name="triangle" />
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">
          {t("ejectedTitle", { time, reason: probeText({ reason, detail: "" }) })}
        </p>
        <p className="text-xs">{t("ejectedHint")}</p>
      </div>
    </Note>
  );
}
