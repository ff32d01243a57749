"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { confirmConfigurationAction, readPendingAction, undoConfigurationAction } from "@/lib/actions/configuration";
import type { ActionResult } from "@/lib/actions/result";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useRefreshResources, useResource } from "@/lib/client/use-resource";
import type { PendingConfirmation } from "@/lib/model/configuration";
import { parseRule } from "@/lib/model/rule";

interface PendingBannerProps {
  initial: Initial<{ pending: PendingConfirmation | null }>;
  canAct: boolean;
}

/** Stands above every page while a restored or imported configuration waits to be confirmed. */
export function PendingBanner({ initial, canAct }: PendingBannerProps) {
  const { data } = useResource(queryKeys.pendingConfirmation, readPendingAction, initial);
  const { pending } = data;
  if (pending === null) return null;
  const Shown = pending.refused === undefined ? Waiting : Refused;
  return <Shown key={pending.generation} pending={pending} canAct={canAct} />;
}

interface ShownProps {
  pending: PendingConfirmation;
  canAct: boolean;
}

/** Its time is over, and what was before could not come back: somebody has to decide. */
function Refused({ pending, canAct }: ShownProps) {
  const t = useTranslations("configuration");
  const failureText = useFailureText();
  const { generation, previous, userName, refused } = pending;
  const { key, values } = parseRule(refused?.rule ?? "");
  const code = refused?.code ?? "internal";
  return (
    <Banner tone="bad" label={t("refused")} canAct={canAct} undo={t("tryAgain")} confirm={t("keepIt")}>
      {t("refusedText", { generation, user: userName, previous })}{" "}
      <strong>
        {code === "internal"
          ? t("refusedUnknown")
          : failureText({ code, rule: key, values, fields: [], requestId: "" })}
      </strong>
    </Banner>
  );
}

function Waiting({ pending, canAct }: ShownProps) {
  const t = useTranslations("configuration");
  const leftS = useSecondsLeft(pending.deadline, useRefreshResources());
  const { generation, previous, userName } = pending;
  return (
    <Banner tone="warn" label={t("waiting")} canAct={canAct} undo={t("undo")} confirm={t("confirm")}>
      {t("waitingText", { generation, user: userName, previous })}{" "}
      {leftS !== null && <strong className="tabular-nums">{t("left", { time: clock(leftS) })}</strong>}
    </Banner>
  );
}

interface BannerProps {
  tone: "warn" | "bad";
  label: string;
  canAct: boolean;
  /** Words of the two answers. */
  undo: string;
  confirm: string;
  children: ReactNode;
}

/** What waits for a decision, with both answers to it and why one was refused. */
function Banner({ tone, label, canAct, undo, confirm, children }: BannerProps) {
  const t = useTranslations("configuration");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const act = async (work: () => Promise<ActionResult>, done: string) => {
    setBusy(true);
    const result = await work().finally(() => setBusy(false));
    if (!result.ok) setFailure(failureText(result.error));
    else notify(done);
    refresh();
  };
  return (
    <Note tone={tone} className="mb-4 flex-wrap items-center" role="status" aria-label={label}>
      <Shape name={tone === "bad" ? "diamond" : "triangle"} />
      <span className="min-w-0 flex-1 basis-80">
        {children}
        {failure && <span className="block text-bad-fg">{failure}</span>}
      </span>
      {canAct && (
        <span className="flex gap-2">
          <Button size="sm" disabled={busy} onClick={() => void act(undoConfigurationAction, t("undone"))}>
            {undo}
          </Button>
          <Button
            size="sm"
            variant="primary"
            disabled={busy}
            onClick={() => void act(confirmConfigurationAction, t("confirmed"))}
          >
            {confirm}
          </Button>
        </span>
      )}
    </Note>
  );
}

/** Null until the browser counts by itself; asks again once the time is over. */
function useSecondsLeft(deadline: number, onOver: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) onOver();
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [deadline, onOver]);
  return left;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
