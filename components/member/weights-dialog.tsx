"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type FieldValues, useFormContext, useWatch } from "react-hook-form";
import * as z from "zod";
import { FormDialog } from "@/components/form/form-dialog";
import { FieldError } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { nameOf, placeOf } from "@/components/status/server-place";
import { Button } from "@/components/ui/button";
import { NumberField } from "@/components/ui/number-field";
import { updateMembersAction } from "@/lib/actions/member";
import { notify } from "@/components/feedback/notify";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type MemberView, Weight, weightShare } from "@/lib/model/member";
import { takesRequests } from "@/lib/model/member";

const WeightsForm = z.object({ members: z.array(z.object({ weight: Weight })) });
type Values = z.input<typeof WeightsForm>;

export interface WeightsDialogProps {
  /** Of the group, for the shares. */
  members: readonly MemberView[];
  chosen: readonly MemberView[];
  onClose: () => void;
  onSaved: () => void;
}

/** Weights of several servers, one by one or the same for all, saved in one request (AL-07). */
export function WeightsDialog({ members, chosen, onClose, onSaved }: WeightsDialogProps) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const [shown] = useState(chosen);
  const form = useZodForm<Values, z.output<typeof WeightsForm>>(WeightsForm, {
    members: shown.map(({ weight }) => ({ weight })),
  });
  return (
    <FormDialog
      form={form}
      title={t("weightsTitle", { count: shown.length })}
      description={t("weightsHint")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const changes = shown.flatMap(({ id, weight }, index) => {
          const next = values.members[index]?.weight ?? weight;
          return next === weight ? [] : [{ id, weight: next }];
        });
        const [first] = shown;
        if (first !== undefined && changes.length > 0) {
          const result = await updateMembersAction({ poolId: first.poolId, members: changes });
          if (!result.ok) return result.error;
          notify(t("weightsSaved", { count: changes.length }));
          refresh();
        }
        onSaved();
        return null;
      }}
    >
      <WeightRows members={members} shown={shown} />
    </FormDialog>
  );
}

function WeightRows({ members, shown }: { members: readonly MemberView[]; shown: readonly MemberView[] }) {
  const t = useTranslations("member");
  const format = useFormatter();
  const { setValue } = useFormContext<Values>();
  const [all, setAll] = useState<number | null>(1);
  const rows = useWatch<Values, "members">({ name: "members" });
  const shares = useMemo(() => {
    const typed = new Map(shown.map(({ id }, index) => [id, rows[index]?.weight]));
    const after = members.map((member) => ({ ...member, weight: typed.get(member.id) ?? member.weight }));
    const weighed = after.map((member) => ({ weight: member.weight, takesRequests: takesRequests(member) }));
    const share = (member: MemberView) => (takesRequests(member) ? weightShare(member.weight, weighed) : 0);
    return { of: new Map(after.map((member) => [member.id, share(member)])), nobody: !after.some(takesRequests) };
  }, [members, shown, rows]);
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-28">
          <NumberField value={all} onValueChange={setAll} aria-label={t("sameWeight")} />
        </div>
        <Button
          disabled={!Weight.safeParse(all).success}
          onClick={() => {
            for (const index of shown.keys()) {
              setValue(`members.${index}.weight`, all as number, { shouldDirty: true, shouldValidate: true });
            }
          }}
        >
          {t("sameWeightApply")}
        </Button>
      </div>
      <div className="grid max-h-96 gap-2 overflow-y-auto">
        {shown.map((member, index) => (
          <div key={member.id} className="grid grid-cols-[minmax(0,1fr)_104px_64px] items-start gap-3">
            <span className="min-w-0 pt-1.5">
              <span className="block font-medium break-words">{nameOf(member)}</span>
              <span className="mono block text-xs text-faint-foreground">{placeOf(member)}</span>
            </span>
            <WeightInput index={index} label={t("weightOf", { name: nameOf(member) })} />
            <span className="pt-1.5 text-right text-xs text-faint-foreground tabular-nums">
              {format.number(shares.of.get(member.id) ?? 0, { style: "percent", maximumFractionDigits: 1 })}
            </span>
          </div>
        ))}
      </div>
      {shares.nobody && <p className="text-xs text-bad-fg">{t("leftNone")}</p>}
    </>
  );
}

function WeightInput({ index, label }: { index: number; label: string }) {
  const { id, field, error, aria } = useField<FieldValues>(`members.${index}.weight`);
  return (
    <div>
      <NumberField
        id={id}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        inputRef={field.ref}
        {...aria}
        aria-label={label}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
