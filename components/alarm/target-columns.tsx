"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { StateWord } from "@/components/status/state-word";
import { Timestamp } from "@/components/ui/timestamp";
import { type AlarmTarget, type AlarmTargetView, sendFailures } from "@/lib/model/alarm-target";
import { ruleHref } from "./alarm-cells";

/** Where messages go, as far as it may be shown. */
export function whereTo({ channel, origin }: Pick<AlarmTarget, "channel" | "origin">): string {
  return channel.type === "mail" ? channel.to.join(", ") : `${origin}/…`;
}

/** Why nothing was sent; what a server said stands as it was said. */
export function useSendFailure(): (error: string) => string {
  const t = useTranslations("alarmTarget");
  return useCallback(
    (error) => {
      const known = sendFailures.find((one) => one === error);
      return known === undefined ? error : t(known);
    },
    [t],
  );
}

function TargetState({ target }: { target: AlarmTargetView }) {
  const t = useTranslations("alarmTarget");
  const sendFailure = useSendFailure();
  const { enabled, lastError, lastAt, waiting } = target;
  if (!enabled) return <StateWord appearance={{ shape: "struck", tone: "off", calm: true }}>{t("off")}</StateWord>;
  return (
    <>
      {lastError !== "" ? (
        <StateWord appearance={{ shape: "triangle", tone: "warn", calm: false }}>{t("failed")}</StateWord>
      ) : lastAt === null ? (
        <StateWord appearance={{ shape: "dashed", tone: "off", calm: true }}>{t("ready")}</StateWord>
      ) : (
        <StateWord appearance={{ shape: "check", tone: "ok", calm: true }}>{t("taken")}</StateWord>
      )}
      {lastError !== "" && (
        <span className="mt-0.5 block max-w-80 text-xs break-words text-muted-foreground">
          {sendFailure(lastError)}
        </span>
      )}
      {waiting > 0 && <span className="block text-xs text-muted-foreground">{t("waiting", { count: waiting })}</span>}
    </>
  );
}

export function useTargetColumns(): readonly ListColumn<AlarmTargetView>[] {
  const t = useTranslations("alarmTarget");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ name, channel }) => (
          <>
            <span className="font-semibold break-words">{name}</span>
            <span className="block text-xs text-faint-foreground">{t(`type_${channel.type}`)}</span>
          </>
        ),
      },
      {
        id: "to",
        header: t("to"),
        phone: "wide",
        sortValue: whereTo,
        cell: (target) => (
          <span className="mono block max-w-80 truncate text-xs" title={whereTo(target)}>
            {whereTo(target)}
          </span>
        ),
      },
      { id: "state", header: t("state"), phone: "wide", wrap: true, cell: (target) => <TargetState target={target} /> },
      {
        id: "last",
        header: t("lastSent"),
        phone: "left",
        sortValue: ({ lastAt }) => lastAt,
        cell: ({ lastAt }) =>
          lastAt === null ? <span className="text-faint-foreground">{t("never")}</span> : <Timestamp at={lastAt} />,
      },
      {
        id: "rules",
        header: t("usedBy"),
        phone: "right",
        sortValue: ({ rules }) => rules.length,
        cell: ({ rules }) => {
          const [only, ...others] = rules;
          if (only === undefined) return <span className="text-faint-foreground">{t("notUsed")}</span>;
          if (others.length > 0) return t("ruleCount", { count: rules.length });
          return (
            <Link href={ruleHref(only.id)} className="block max-w-48 truncate text-link" title={only.name}>
              {only.name}
            </Link>
          );
        },
      },
    ],
    [t, common],
  );
}
