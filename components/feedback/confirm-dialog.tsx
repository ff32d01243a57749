"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ConfirmName } from "./confirm-name";
import { Consequences, type Consequence } from "./consequences";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Ruled rows: traffic now, deleted with it, kept. */
  consequences?: readonly Consequence[];
  /** Has to be typed before the action is possible. */
  typedName?: string;
  /** The question above the field; a plain one stands in. */
  typedNameLabel?: ReactNode;
  /** "Keep listener" */
  keepLabel: string;
  /** "Delete listener" */
  confirmLabel: string;
  tone?: "danger" | "primary";
  /** May fail: the dialog stays and shows the reason that is thrown or returned. */
  onConfirm: () => Promise<string | void> | string | void;
  /** Keeps the action from being possible: something that has to be done first. */
  blocked?: boolean;
}

/** One click needs no dialog; this is the simple confirm and, with `typedName`, the written one. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    consequences = [],
    typedName,
    tone = "danger",
    blocked = false,
  } = props;
  const t = useTranslations("feedback");
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const keep = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const change = (next: boolean) => {
    if (busy) return;
    setTyped("");
    setFailure(undefined);
    onOpenChange(next);
  };
  const ready = !blocked && (typedName === undefined || typed === typedName);
  const confirm = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const reason = await props.onConfirm();
      if (reason) setFailure(reason);
      else {
        setTyped("");
        onOpenChange(false);
      }
    } catch (error) {
      setFailure(error instanceof Error && error.message !== "" ? error.message : t("error"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      mark={tone === "danger" ? <Shape name="diamond" tone="bad" className="size-5" /> : undefined}
      description={description}
      initialFocus={typedName === undefined ? keep : field}
      footer={
        <>
          <Button ref={keep} onClick={() => change(false)} disabled={busy}>
            {props.keepLabel}
          </Button>
          <Button variant={tone} onClick={() => void confirm()} disabled={!ready} busy={busy}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {consequences.length > 0 && <Consequences rows={consequences} />}
      {typedName !== undefined && (
        <ConfirmName
          ref={field}
          name={typedName}
          label={props.typedNameLabel}
          value={typed}
          onChange={setTyped}
          onEnter={() => void confirm()}
        />
      )}
      {failure && (
        <p role="alert" className="mt-3 flex gap-1.5 text-xs text-bad-fg">
          <Shape name="diamond" tone="bad" className="mt-[3px]" />
          {failure}
        </p>
      )}
    </Dialog>
  );
}
