"use client";

import { useTranslations } from "next-intl";
import type { FieldPath, FieldValues } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { Algorithm } from "@/lib/model/pool";

export function AlgorithmField<Values extends FieldValues>({
  name,
  columns = 3,
}: {
  name: FieldPath<Values>;
  columns?: 1 | 3;
}) {
  const t = useTranslations("pool");
  return (
    <ChoiceField<Values>
      name={name}
      label={t("algorithm")}
      columns={columns}
      choices={Algorithm.options.map((value) => ({ value, title: t(value), detail: t(`${value}Detail`) }))}
    />
  );
}
