"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Form } from "@/components/form/form";
import { FormCard } from "@/components/form/form-card";
import { UnsavedPrompt } from "@/components/form/unsaved-prompt";
import { applyFieldErrors } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { updateListenerAction } from "@/lib/actions/listener";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ListenerView, UpdateListenerInput } from "@/lib/model/listener";

export interface SettingsCardProps<Input extends FieldValues, Output extends FieldValues> {
  listener: ListenerView;
  title: string;
  form: UseFormReturn<Input, unknown, Output>;
  toInput: (values: Output) => Omit<UpdateListenerInput, "id">;
  children: ReactNode;
}

/** One card of a listener's settings, saved by itself; its foot is there once something differs. */
export function SettingsCard<Input extends FieldValues, Output extends FieldValues>(
  props: SettingsCardProps<Input, Output>,
) {
  const { listener, title, form, toInput, children } = props;
  const t = useTranslations("listener");
  const words = useTranslations("form");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [failure, setFailure] = useState<string>();
  const { isDirty, isSubmitting } = form.formState;
  const save = async (values: Output) => {
    setFailure(undefined);
    const result = await updateListenerAction({ id: listener.id, ...toInput(values) }).catch(() => null);
    if (result === null) setFailure(words("noAnswer"));
    else if (!result.ok) {
      if (result.error.fields.length === 0 || applyFieldErrors(form, result.error.fields).length > 0) {
        setFailure(failureText(result.error));
      }
    } else {
      form.reset(form.getValues());
      notify(t("saved", { name: result.data.name }));
      refresh();
    }
  };
  return (
    <Form form={form} onSubmit={save}>
      <UnsavedPrompt when={isDirty} />
      <FormCard
        title={title}
        foot={
          isDirty && (
            <>
              <Button variant="quiet" onClick={() => form.reset()} disabled={isSubmitting}>
                {common("cancel")}
              </Button>
              {failure && (
                <span role="alert" className="flex items-center gap-1.5 text-xs text-bad-fg">
                  <Shape name="diamond" tone="bad" />
                  {failure}
                </span>
              )}
              <Button type="submit" variant="primary" busy={isSubmitting} className="ml-auto">
                {common("save")}
              </Button>
            </>
          )
        }
      >
        {children}
      </FormCard>
    </Form>
  );
}
