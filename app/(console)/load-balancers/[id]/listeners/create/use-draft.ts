"use client";

import { useCallback, useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { isStepId, type StepId } from "./wizard-steps";
import type { WizardValues } from "./wizard-values";

interface Draft {
  at: number;
  step: StepId;
  values: WizardValues;
}

const quietMs = 400;

/** Keeps what is typed in this tab until the listener is made: a reload or a wrong click loses nothing. */
export function useDraft<Output>(
  form: UseFormReturn<WizardValues, unknown, Output>,
  loadBalancerId: string,
  step: StepId,
  onStep: (step: StepId) => void,
) {
  const key = `evenkeel.draft.listener.${loadBalancerId}`;
  const [savedAt, setSavedAt] = useState<number>();
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    const draft = readDraft(sessionStorage.getItem(key), loadBalancerId);
    if (draft !== null) {
      form.reset(draft.values, { keepDefaultValues: true });
      onStep(draft.step);
      setSavedAt(draft.at);
    }
    setRestored(true);
  }, [key, form, loadBalancerId, onStep]);
  useEffect(() => {
    if (!restored) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      const draft: Draft = { at: Date.now(), step, values: form.getValues() };
      sessionStorage.setItem(key, JSON.stringify(draft));
      setSavedAt(draft.at);
    };
    if (sessionStorage.getItem(key) !== null) save();
    const stop = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ isDirty }) => {
        if (!isDirty) return;
        clearTimeout(timer);
        timer = setTimeout(save, quietMs);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [restored, form, key, step]);
  const forget = useCallback(() => {
    sessionStorage.removeItem(key);
    setSavedAt(undefined);
  }, [key]);
  return { savedAt, forget };
}

function readDraft(text: string | null, loadBalancerId: string): Draft | null {
  try {
    const draft = JSON.parse(text ?? "null") as Partial<Draft> | null;
    const { values } = draft ?? {};
    if (typeof draft?.at !== "number" || !isStepId(draft.step) || values === undefined) return null;
    const whole =
      values.loadBalancerId === loadBalancerId &&
      Array.isArray(values.pool.members) &&
      "timeouts" in values.listener &&
      "redirectListenerId" in values &&
      "tls" in values.listener;
    return whole ? { at: draft.at, step: draft.step, values } : null;
  } catch {
    return null;
  }
}
