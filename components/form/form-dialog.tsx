"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { useFailureText } from "@/components/feedback/failure-text";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionError } from "@/lib/actions/result";
import { Form, FormRows } from "./form";
import { applyFieldErrors } from "./use-zod-form";

export interface FormDialogProps<Input extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Input, unknown, Output>;
  title: ReactNode;
  description?: ReactNode;
  /** "Save", or what it does: "Add servers". */
  submitLabel: string;
  /** The refusal, or null when it is done and the dialog may go. */
  onSubmit: (values: Output) => Promise<ActionError | null>;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** Mounted while it is open. Refusals go to their fields; the rest stands at the foot. */
export function FormDialog<Input extends FieldValues, Output extends FieldValues>(
  props: FormDialogProps<Input, Output>,
) {
  const { form, title, description, submitLabel, onSubmit, onClose, className, children } = props;
  const t = useTranslations("form");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async (values: Output) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const error = await onSubmit(values);
      if (error === null) onClose();
      else if (error.fields.length === 0 || applyFieldErrors(form, error.fields).length > 0) {
        setFailure(failureText(error));
      }
    } catch {
      setFailure(t("noAnswer"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={title}
      description={description}
      className={className}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {common("cancel")}
          </Button>
          <Button variant="primary" type="submit" form={id} busy={busy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <Form form={form} id={id} onSubmit={submit} className="mt-3">
        <FormRows>{children}</FormRows>
      </Form>
      {failure && (
        <p role="alert" className="mt-3 flex gap-1.5 text-xs text-bad-fg">
          <Shape name="diamond" tone="bad" className="mt-[3px]" />
          {failure}
        </p>
      )}
    </Dialog>
  );
}
