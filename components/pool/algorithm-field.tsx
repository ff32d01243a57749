"use client";

import { useTranslations } from "next-intl";
import { FieldRow } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { Algorithm } from "@/lib/model/pool";

export interface AlgorithmFieldProps {
  name: string;
  columns: 1 | 3;
  onChosen: (algorithm: Algorithm) => void;
}

export function AlgorithmField({ name, columns, onChosen }: AlgorithmFieldProps) {
  const t = useTranslations("pool");
  const { id, field, error, aria } = useField(name);
  return (
    <FieldRow id={id} label={t("algorithm")} error={error} group>
      <ChoiceCards<Algorithm>
        value={(field.value ?? null) as Algorithm | null}
        onValueChange={(algorithm) => {
          field.onChange(algorithm);
          onChosen(algorithm);
        }}
        choices={Algorithm.options.map((value) => ({ value, title: t(value), detail: t(`${value}Detail`) }))}
        columns={columns}
        aria-labelledby={`${id}-label`}
        {...aria}
      />
    </FieldRow>
  );
}
