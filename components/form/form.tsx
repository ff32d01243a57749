"use client";

import type { ReactNode, SubmitEvent } from "react";
import { type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";
import { cn } from "@/components/ui/cn";

export interface FormProps<Input extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Input, unknown, Output>;
  onSubmit: (values: Output) => Promise<void> | void;
  id?: string;
  className?: string;
  children: ReactNode;
}

export function Form<Input extends FieldValues, Output extends FieldValues>(props: FormProps<Input, Output>) {
  const { form, onSubmit, id, className, children } = props;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    // A dialog's form lies within the one that it was opened from, in the tree of components: that one is not meant.
    event.stopPropagation();
    void form.handleSubmit(onSubmit)(event);
  };
  return (
    <FormProvider<Input, unknown, Output> {...form}>
      <form id={id} noValidate className={className} onSubmit={submit}>
        {children}
      </form>
    </FormProvider>
  );
}

/** Rows of a form, at most 760 px wide inside their padding. */
export function FormRows({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("grid max-w-198 grid-cols-1 gap-4", className)}>{children}</div>;
}

/** A wide field with a narrow one beside it. */
export function FormPair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[minmax(0,1fr)_200px] gap-4 phone:grid-cols-1">{children}</div>;
}
