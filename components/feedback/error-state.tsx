"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { StatePanel } from "./state-panel";

export interface ErrorStateProps {
  title?: ReactNode;
  reason?: ReactNode;
  /** The id that the log explains. */
  id?: string;
  onRetry?: () => void;
  busy?: boolean;
}

export function ErrorState({ title, reason, id, onRetry, busy }: ErrorStateProps) {
  const t = useTranslations("feedback");
  return (
    <div role="alert">
      <StatePanel
        icon={<Shape name="diamond" tone="bad" />}
        title={title ?? t("error")}
        actions={
          onRetry && (
            <Button onClick={onRetry} busy={busy}>
              {t("retry")}
            </Button>
          )
        }
      >
        <p>{reason ?? t("errorHint")}</p>
        {id && <p className="mono mt-1 text-faint-foreground">{t("errorId", { id })}</p>}
      </StatePanel>
    </div>
  );
}

export interface StaleNoteProps {
  reason?: ReactNode;
  /** When the data still on the screen was read, in milliseconds. */
  at: number;
  onRetry?: () => void;
  busy?: boolean;
}

/** Above data that stays on the screen while reading it again fails. */
export function StaleNote({ reason, at, onRetry, busy }: StaleNoteProps) {
  const t = useTranslations("feedback");
  const format = useFormatter();
  const time = format.dateTime(new Date(at), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (
    <Note tone="bad" role="alert">
      <Shape name="diamond" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{t("error")}</p>
        <p className="text-xs">
          {reason} {t("errorStale", { time })}
        </p>
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry} busy={busy}>
          {t("retry")}
        </Button>
      )}
    </Note>
  );
}
