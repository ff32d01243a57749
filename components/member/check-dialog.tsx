"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { useCheckFailure } from "@/components/status/check-failure";
import { nameOf, placeOf } from "@/components/status/server-place";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { checkMemberAction } from "@/lib/actions/member";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { MemberView } from "@/lib/model/member";
import type { ProbeReport } from "@/lib/model/probe-report";
import { CheckCauses } from "./check-causes";
import { HealthTurns } from "./health-turns";

export interface CheckDialogProps {
  member: MemberView;
  monitor: HealthMonitor | null;
  onClose: () => void;
}

/** One probe step by step, what it rules out and what it points to, and the last turns of the server's health. */
export function CheckDialog({ member, monitor, onClose }: CheckDialogProps) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [report, setReport] = useState<ProbeReport | null>(null);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { poolId, id } = member;
  const checked = monitor?.enabled === true && member.enabled;
  const check = useCallback(async () => {
    setBusy(true);
    const result = await checkMemberAction({ poolId, id }).catch(() => null);
    setBusy(false);
    if (result?.ok) {
      setReport(result.data);
      refresh();
    }
    setFailure(result?.ok ? undefined : result ? failureText(result.error) : t("noAnswer"));
  }, [poolId, id, refresh, failureText, t]);
  useEffect(() => {
    if (checked) void check();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, []);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      className="w-180"
      title={t("checkTitle", { name: nameOf(member) })}
      description={t(checked ? "checkHint" : "checkImpossible")}
      footer={
        <>
          <Button onClick={onClose}>{common("close")}</Button>
          {checked && (
            <Button variant="primary" onClick={() => void check()} busy={busy}>
              {t("checkAgain")}
            </Button>
          )}
        </>
      }
    >
      <div className="mt-3 grid grid-cols-1 gap-4">
        {report === null && busy && (
          <p role="status" className="flex items-center gap-2 text-muted-foreground">
            <Spinner /> {t("checkUnderWay")}
          </p>
        )}
        {failure && (
          <p role="alert" className="text-bad-fg">
            {failure}
          </p>
        )}
        {report && <ProbeSteps report={report} member={member} monitor={monitor} />}
        {report && !report.ok && <CheckCauses report={report} />}
        <HealthTurns turns={member.status.history} />
      </div>
    </Dialog>
  );
}

const shapes = {
  true: { name: "check", tone: "ok" },
  false: { name: "diamond", tone: "bad" },
  null: { name: "dashed", tone: "off" },
} as const;

interface Step {
  key: "stepAddress" | "stepConnect" | "stepSent" | "stepReceived" | "stepExpected" | "stepResult";
  /** Null: the check did not get that far. */
  good: boolean | null;
  value: string;
  /** As it went over the wire. */
  text?: boolean;
}

function ProbeSteps({ report, member, monitor }: { report: ProbeReport } & Omit<CheckDialogProps, "onClose">) {
  const t = useTranslations("member");
  const format = useFormatter();
  const { reason, detail, ok, connectMs, sent, received, expected, timeoutMs } = report;
  const { what } = useCheckFailure()({ ...member, status: { ...member.status, reason, detail } }, monitor);
  const ms = (value: number) => t("checkedIn", { ms: format.number(value, { maximumFractionDigits: 1 }) });
  const steps: Step[] = [
    { key: "stepAddress", good: true, value: `${report.type} ${placeOf(report)}` },
    { key: "stepConnect", good: connectMs !== null, value: connectMs === null ? what : ms(connectMs) },
    ...(sent === "" ? [] : [{ key: "stepSent" as const, good: true, value: sent, text: true }]),
    ...(sent === ""
      ? []
      : [{ key: "stepReceived" as const, good: received !== "", value: received || what, text: received !== "" }]),
    ...(expected === ""
      ? []
      : [
          {
            key: "stepExpected" as const,
            good: connectMs === null ? null : ok,
            value: expected.replaceAll(/\s*,\s*/g, ", "),
          },
        ]),
    {
      key: "stepResult",
      good: ok,
      value: ok ? t("stepGood", { time: ms(report.durationMs) }) : t("stepBad", { what, limit: timeoutMs / 1000 }),
    },
  ];
  return (
    <ol className="overflow-hidden rounded-md border" aria-label={t("steps")}>
      {steps.map((step) => (
        <li
          key={step.key}
          className="grid grid-cols-[16px_96px_minmax(0,1fr)] items-start gap-2.5 border-t px-3 py-2 first:border-t-0"
        >
          <Shape {...shapes[String(step.good) as keyof typeof shapes]} className="mt-1" />
          <span className="text-muted-foreground">{t(step.key)}</span>
          {step.text ? (
            <pre className="mono max-h-40 overflow-auto text-xs break-all whitespace-pre-wrap">{step.value.trim()}</pre>
          ) : (
            <span className="min-w-0 break-words">{step.value}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
