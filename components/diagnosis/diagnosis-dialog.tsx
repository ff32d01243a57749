"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { ActionResult } from "@/lib/actions/result";

interface DiagnosisDialogProps<Diagnosis> {
  title: string;
  /** Asks anew each time. */
  ask: () => Promise<ActionResult<Diagnosis>>;
  onClose: () => void;
  children: (diagnosis: Diagnosis) => ReactNode;
}

/** Asks when it opens and whenever it is told to; the last answer stays while another is on its way. */
export function DiagnosisDialog<Diagnosis>({ title, ask, onClose, children }: DiagnosisDialogProps<Diagnosis>) {
  const t = useTranslations("diagnosis");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const [answer, setAnswer] = useState<Diagnosis | null>(null);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(true);
  const look = useCallback(async () => {
    setBusy(true);
    const result = await ask().catch(() => null);
    setBusy(false);
    if (result?.ok) setAnswer(result.data);
    setFailure(result?.ok ? undefined : result ? failureText(result.error) : t("noAnswer"));
  }, [ask, failureText, t]);
  useEffect(() => {
    void look();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, []);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      className="w-190"
      title={title}
      description={t("hint")}
      footer={
        <>
          <Button onClick={onClose}>{common("close")}</Button>
          <Button variant="primary" onClick={() => void look()} busy={busy}>
            {t("again")}
          </Button>
        </>
      }
    >
      <div className="mt-3 grid grid-cols-1 gap-4">
        {answer === null && busy && (
          <p role="status" className="flex items-center gap-2 text-muted-foreground">
            <Spinner /> {t("underWay")}
          </p>
        )}
        {failure && (
          <p role="alert" className="text-bad-fg">
            {failure}
          </p>
        )}
        {answer !== null && children(answer)}
      </div>
    </Dialog>
  );
}
