"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useFormContext } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { FormCard } from "@/components/form/form-card";
import { SwitchField } from "@/components/form/switch-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { suppressIntervals } from "@/lib/model/alarm";
import type { AlarmTarget } from "@/lib/model/alarm-target";
import { useDurationText } from "./alarm-text";
import { NumberSelectField } from "./number-select-field";
import type { RuleFormValues } from "./rule-values";
import { TargetDialog } from "./target-dialog";

/** Whom to tell, and how often; a target can be made without leaving the form. */
export function NotifyCard({ targets }: { targets: readonly AlarmTarget[] }) {
  const t = useTranslations("alarm");
  const channel = useTranslations("alarmTarget");
  const duration = useDurationText();
  const id = useId();
  const { watch, setValue } = useFormContext<RuleFormValues>();
  const [made, setMade] = useState<readonly AlarmTarget[]>([]);
  const [making, setMaking] = useState(false);
  const chosen = watch("targetIds");
  const all = [...targets, ...made];
  const choose = (ids: string[]) => setValue("targetIds", ids, { shouldDirty: true });
  return (
    <FormCard title={t("notify")}>
      <FieldRow id={id} label={t("notifyWhom")} group hint={chosen.length === 0 ? t("notifyNobody") : undefined}>
        <div role="group" aria-labelledby={`${id}-label`} data-field="targetIds" className="grid gap-2">
          {all.map((target) => (
            <label key={target.id} className="flex items-start gap-2">
              <Checkbox
                className="mt-0.5"
                aria-labelledby={`${id}-${target.id}`}
                checked={chosen.includes(target.id)}
                onCheckedChange={(checked) =>
                  choose(checked ? [...chosen, target.id] : chosen.filter((one) => one !== target.id))
                }
              />
              <span id={`${id}-${target.id}`} className="min-w-0 break-words">
                {target.name}{" "}
                <span className="text-faint-foreground">
                  {channel(`type_${target.channel.type}`)}
                  {!target.enabled && ` · ${channel("off")}`}
                </span>
              </span>
            </label>
          ))}
          <span>
            <Button size="sm" icon={<Plus />} onClick={() => setMaking(true)}>
              {t("createTarget")}
            </Button>
          </span>
        </div>
      </FieldRow>
      {chosen.length > 0 && (
        <>
          <NumberSelectField<RuleFormValues>
            name="suppressS"
            label={t("suppress")}
            hint={t("suppressHint")}
            options={suppressIntervals.map((value) => ({
              value,
              label: value === 0 ? t("once") : t("every", { time: duration(value) }),
            }))}
          />
          <SwitchField<RuleFormValues>
            name="notifyRecovery"
            label={t("notifyRecovery")}
            hint={t("notifyRecoveryHint")}
          />
        </>
      )}
      {making && (
        <TargetDialog
          onClose={() => setMaking(false)}
          onSaved={(target) => {
            setMade([...made, target]);
            choose([...chosen, target.id]);
          }}
        />
      )}
    </FormCard>
  );
}
