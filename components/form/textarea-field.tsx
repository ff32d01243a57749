"use client";

import { useTranslations } from "next-intl";
import type { FieldValues } from "react-hook-form";
import { Textarea } from "@/components/ui/textarea";
import { FieldRow } from "./field-row";
import { type FieldProps, useField } from "./use-field";

export interface TextareaFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  rows?: number;
  /** Shows "0 of 255 characters" as the hint. */
  countTo?: number;
  /** That hint also says that < and > are refused. */
  noAngleBrackets?: boolean;
}

export function TextareaField<Values extends FieldValues = FieldValues>(props: TextareaFieldProps<Values>) {
  const { name, label, optional, hint, countTo, noAngleBrackets = false, rows = 2, disabled } = props;
  const t = useTranslations("form");
  const { id, field, error, aria } = useField<Values>(name, hint ?? countTo);
  const count = [...(field.value ?? "")].length;
  const counted =
    countTo === undefined
      ? undefined
      : t(noAngleBrackets ? "charactersNoAngles" : "characters", { count, max: countTo });
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint ?? counted} error={error}>
      <Textarea id={id} rows={rows} {...field} value={field.value ?? ""} disabled={disabled} {...aria} />
    </FieldRow>
  );
}
