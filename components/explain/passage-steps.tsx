"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import type { PassageAnswer } from "@/lib/model/passage";
import { usePassageSteps } from "./use-passage-steps";

const marks = {
  pass: { name: "check", tone: "ok" },
  stop: { name: "diamond", tone: "bad" },
  note: { name: "triangle", tone: "warn" },
} as const;

/** The way of a request, a line a step, as far as it gets. */
export function PassageSteps({ answer }: { answer: PassageAnswer }) {
  const t = useTranslations("explain");
  const steps = usePassageSteps(answer);
  return (
    <ol className="overflow-hidden rounded-md border" aria-label={t("steps")}>
      {steps.map(({ key, mark, text }) => (
        <li
          key={key}
          className="grid grid-cols-[16px_112px_minmax(0,1fr)] items-start gap-2.5 border-t px-3 py-2 first:border-t-0 phone:grid-cols-[16px_minmax(0,1fr)]"
        >
          <Shape {...marks[mark]} className="mt-1" />
          <span className="text-muted-foreground">{t(key)}</span>
          <span className="min-w-0 break-words phone:col-start-2">{text}</span>
        </li>
      ))}
    </ol>
  );
}
