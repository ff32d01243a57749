"use client";

import { useTranslations } from "next-intl";
import { StateWord } from "@/components/status/state-word";
import { Timestamp } from "@/components/ui/timestamp";
import type { ScalingGroup } from "@/lib/model/scaling-group";
import { useResolveErrorText } from "./resolve-error-text";

const good = { shape: "circle", tone: "ok", calm: true } as const;
const failing = { shape: "triangle", tone: "warn", calm: false } as const;
const waiting = { shape: "dashed", tone: "off", calm: true } as const;

/** How the name resolves: well and when, or why not and since when. */
export function ResolveState({ group: { source, error, resolvedAt } }: { group: ScalingGroup }) {
  const t = useTranslations("scaling");
  const errorText = useResolveErrorText();
  if (source === "MANUAL") return <span className="text-faint-foreground">–</span>;
  if (error !== null) {
    return (
      <>
        <StateWord appearance={failing}>{t("notResolved")}</StateWord>
        <span className="block max-w-72 text-xs whitespace-normal text-warn-fg">
          {errorText(error.code)} {t("failingSince")} <Timestamp at={error.since} />
        </span>
      </>
    );
  }
  if (resolvedAt === null) return <StateWord appearance={waiting}>{t("resolving")}</StateWord>;
  return (
    <>
      <StateWord appearance={good}>{t("resolved")}</StateWord>
      <span className="block text-xs text-faint-foreground">
        <Timestamp at={resolvedAt} />
      </span>
    </>
  );
}
