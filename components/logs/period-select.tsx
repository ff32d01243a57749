"use client";

import { FieldRow } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { Select } from "@/components/ui/select";
import { usePeriodText } from "./period-text";
import type { TransferFormValues } from "./transfer-form";

interface PeriodSelectProps {
  name: "periodMinutes";
  label: string;
  hint: string;
  periods: readonly number[];
}

export function PeriodSelect({ name, label, hint, periods }: PeriodSelectProps) {
  const { id, field, error, aria } = useField<TransferFormValues>(name, hint);
  const text = usePeriodText();
  return (
    <FieldRow id={id} label={label} hint={hint} error={error}>
      <Select<number>
        id={id}
        value={field.value as number}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        triggerRef={field.ref}
        options={periods.map((value) => ({ value, label: text(value) }))}
        {...aria}
      />
    </FieldRow>
  );
}
