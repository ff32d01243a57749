"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type DefaultValues, type FieldValues, type Path, useForm, type UseFormReturn } from "react-hook-form";
import type * as z from "zod";
import type { FieldError } from "@/lib/model/rule";

/** Checks when a field is left, then as one types: nobody is told off before having finished. */
export function useZodForm<Input extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): UseFormReturn<Input, unknown, Output> {
  return useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: "onTouched",
    shouldFocusError: true,
  });
}

/** Puts the server's refusals on their fields; returns the ones that name no field of the form. */
export function applyFieldErrors<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  errors: readonly FieldError[],
): FieldError[] {
  const rest: FieldError[] = [];
  for (const error of errors) {
    if (error.path === "") rest.push(error);
    else form.setError(error.path as Path<Input>, { type: "server", message: error.rule }, { shouldFocus: true });
  }
  return rest;
}
