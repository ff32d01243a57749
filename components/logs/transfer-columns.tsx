"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Shape } from "@/components/status/shape";
import { useByteSize } from "@/components/ui/byte-size";
import { Timestamp } from "@/components/ui/timestamp";
import type { LogTransferView } from "@/lib/model/log-transfer";
import { usePeriodText } from "./period-text";
import { targetText } from "./transfer-form";

export function useTransferColumns(): readonly ListColumn<LogTransferView>[] {
  const t = useTranslations("logTransfer");
  const size = useByteSize();
  const period = usePeriodText();
  return useMemo(
    () => [
      {
        id: "stream",
        header: t("stream"),
        pinned: true,
        sortValue: ({ streamName }) => streamName,
        cell: ({ streamName, groupName }) => (
          <>
            <span className="font-semibold break-all">{streamName}</span>
            <span className="block text-xs break-all text-faint-foreground">{groupName}</span>
          </>
        ),
      },
      {
        id: "target",
        header: t("target"),
        phone: "wide",
        sortValue: ({ target }) => targetText(target),
        cell: ({ target }) => (
          <>
            <span className="mono block max-w-80 truncate text-xs" title={targetText(target)}>
              {targetText(target)}
            </span>
            <span className="block text-xs text-faint-foreground">{t(`type_${target.type}`)}</span>
          </>
        ),
      },
      {
        id: "period",
        header: t("period"),
        phone: "hidden",
        sortValue: ({ periodMinutes }) => periodMinutes,
        cell: ({ periodMinutes }) => period(periodMinutes),
      },
      {
        id: "state",
        header: t("state"),
        phone: "wide",
        wrap: true,
        cell: (transfer) => <TransferState transfer={transfer} />,
      },
      {
        id: "last",
        header: t("last"),
        phone: "left",
        sortValue: ({ lastAt }) => lastAt,
        cell: ({ lastAt, lastObject }) =>
          lastAt === null ? (
            <span className="text-faint-foreground">{t("never")}</span>
          ) : (
            <>
              <Timestamp at={lastAt} />
              <span className="mono block max-w-60 truncate text-xs text-faint-foreground" title={lastObject}>
                {lastObject.split("/").at(-1)}
              </span>
            </>
          ),
      },
      {
        id: "objects",
        header: t("objects"),
        phone: "right",
        numeric: true,
        sortValue: ({ objects }) => objects,
        cell: ({ objects, bytes }) => (
          <>
            <span className="tabular-nums">{objects}</span>
            <span className="block text-xs text-faint-foreground">{size(bytes)}</span>
          </>
        ),
      },
    ],
    [t, size, period],
  );
}

function TransferState({ transfer }: { transfer: LogTransferView }) {
  const t = useTranslations("logTransfer");
  const { enabled, lastError, doneUntil, nextTryAt } = transfer;
  if (lastError !== "") {
    return (
      <>
        <span className="flex items-center gap-1.5 text-bad-fg">
          <Shape name="diamond" tone="bad" />
          <span className="max-w-80 truncate" title={lastError}>
            {lastError}
          </span>
        </span>
        <span className="block text-xs text-muted-foreground">
          {t("tryAgain")} <Timestamp at={nextTryAt} show="absolute" seconds />
        </span>
      </>
    );
  }
  return (
    <>
      <span className="flex items-center gap-1.5">
        <Shape name={enabled ? "check" : "struck"} tone={enabled ? "ok" : "off"} />
        {t(enabled ? "running" : "off")}
      </span>
      <span className="block text-xs text-muted-foreground">
        {t("doneUntil")} <Timestamp at={doneUntil} show="absolute" />
      </span>
    </>
  );
}
