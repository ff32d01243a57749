"use client";

import { useTranslations } from "next-intl";
import type { FieldPath, FieldValues } from "react-hook-form";
import { TextField } from "./text-field";
import { TextareaField } from "./textarea-field";

interface NamedProps<Values extends FieldValues> {
  name: FieldPath<Values>;
}

export function NameField<Values extends FieldValues>({ name, hint }: NamedProps<Values> & { hint?: string }) {
  const t = useTranslations("common");
  return <TextField<Values> name={name} label={t("name")} hint={hint} autoComplete="off" />;
}

export function DescriptionField<Values extends FieldValues>({ name }: NamedProps<Values>) {
  const t = useTranslations("common");
  return <TextareaField<Values> name={name} label={t("description")} optional countTo={255} noAngleBrackets />;
}
