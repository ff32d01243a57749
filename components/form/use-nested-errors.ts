"use client";

import { type FieldPath, type FieldValues, get, useFormContext, useFormState } from "react-hook-form";
import { useRuleText } from "./rule-text";

/** Words of refusal for the parts of a field that is a list: `errorOf("0.key")`. */
export function useNestedErrors<Values extends FieldValues>(name: FieldPath<Values>) {
  const { control } = useFormContext<Values>();
  const { errors } = useFormState({ control, name });
  const ruleText = useRuleText();
  return (path: string): string | undefined => {
    const message: unknown = get(errors, `${name}.${path}.message`);
    return typeof message === "string" ? ruleText(message) : undefined;
  };
}
