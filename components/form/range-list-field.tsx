"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type FieldValues, get, useFormContext, useFormState } from "react-hook-form";
import { Textarea } from "@/components/ui/textarea";
import { FieldRow } from "./field-row";
import { useRuleText } from "./rule-text";
import { type FieldProps, useField } from "./use-field";

/** A list of addresses and ranges, typed with commas, spaces or lines between them (AC-03). */
export function RangeListField<Values extends FieldValues = FieldValues>(
  props: FieldProps<Values> & { rows?: number },
) {
  const { name, label, optional, hint, rows = 2, disabled } = props;
  const { id, field, aria } = useField<Values>(name, hint);
  const entries = (field.value ?? []) as string[];
  const [typed, setTyped] = useState(entries.join(",\n"));
  // What was typed stays as it was typed, unless the list was changed from outside.
  const text = readRanges(typed).join() === entries.join() ? typed : entries.join(",\n");
  const error = useListError(name, entries);
  return (
    <FieldRow id={id} label={label} optional={optional} hint={hint} error={error}>
      <Textarea
        id={id}
        rows={rows}
        {...field}
        value={text}
        onChange={(event) => {
          setTyped(event.target.value);
          field.onChange(readRanges(event.target.value));
        }}
        disabled={disabled}
        spellCheck={false}
        {...aria}
      />
    </FieldRow>
  );
}

interface RefusedList {
  message?: string;
  [index: number]: { message?: string } | undefined;
}

/** Words for the list, or for the first of its entries that is refused, which is named. */
function useListError(name: string, entries: readonly string[]): string | undefined {
  const t = useTranslations("form");
  const ruleText = useRuleText();
  const { control } = useFormContext();
  const { errors } = useFormState({ control });
  const found: RefusedList | undefined = get(errors, name);
  if (found === undefined) return undefined;
  if (found.message !== undefined) return ruleText(found.message);
  const at = entries.findIndex((_, index) => found[index]?.message !== undefined);
  return at < 0
    ? undefined
    : t("entryRefused", { entry: entries[at] ?? "", reason: ruleText(found[at]?.message) ?? "" });
}

export function readRanges(text: string): string[] {
  return text.split(/[\s,，;；]+/u).filter((entry) => entry !== "");
}
