"use client";

import { useTranslations } from "next-intl";
import { FieldRow } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { Select } from "@/components/ui/select";

interface RedirectFieldProps {
  /** HTTPS listeners of the load balancer; without any there is nothing to choose. */
  targets: readonly { id: string; name: string; port: number }[];
}

const nowhere = "none";

/** Where a new HTTP listener sends everybody (LS-08). */
export function RedirectField({ targets }: RedirectFieldProps) {
  const t = useTranslations("redirect");
  const { id, field, error, aria } = useField("redirectListenerId", true);
  if (targets.length === 0) return null;
  return (
    <FieldRow id={id} label={t("target")} hint={t("targetHint")} error={error} optional>
      <Select
        id={id}
        value={(field.value as string | null) ?? nowhere}
        onValueChange={(value) => field.onChange(value === nowhere ? null : value)}
        onBlur={field.onBlur}
        triggerRef={field.ref}
        options={[
          { value: nowhere, label: t("noRedirect") },
          ...targets.map((one) => ({ value: one.id, label: one.name, detail: `HTTPS ${one.port}` })),
        ]}
        {...aria}
      />
    </FieldRow>
  );
}
