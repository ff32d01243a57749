"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import type { Cause } from "@/lib/model/cause";

const marks = {
  fine: { name: "check", tone: "ok" },
  suspect: { name: "triangle", tone: "warn" },
  unseen: { name: "dashed", tone: "off" },
} as const;

export interface CauseListProps {
  label: string;
  causes: readonly Cause[];
  /** A cause's name, and what was found of it. */
  nameOf: (key: string) => string;
  textOf: (cause: Cause) => string;
}

/** Causes in the guide's order: ruled out, likely, or for people to look at; with what to type where it helps. */
export function CauseList({ label, causes, nameOf, textOf }: CauseListProps) {
  const t = useTranslations("diagnosis");
  return (
    <ol className="overflow-hidden rounded-md border" aria-label={label}>
      {causes.map((cause) => (
        <li
          key={cause.key}
          className="grid grid-cols-[16px_132px_minmax(0,1fr)] items-start gap-x-2.5 border-t px-3 py-2 first:border-t-0 phone:grid-cols-[16px_minmax(0,1fr)]"
        >
          <Shape {...marks[cause.finding]} className="mt-1" />
          <span className="font-medium">
            {nameOf(cause.key)} <span className="sr-only">{t(cause.finding)}</span>
          </span>
          <div className="min-w-0 break-words phone:col-start-2">
            <p className={cause.finding === "suspect" ? "" : "text-muted-foreground"}>{textOf(cause)}</p>
            {cause.command?.lines.map((line) => (
              <p key={line} className="mt-1 flex items-center gap-1">
                <code className="mono min-w-0 rounded-sm bg-sunken px-1.5 py-0.5 text-xs break-all">{line}</code>
                <CopyButton value={line} />
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
