"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { nameOf } from "@/components/status/server-place";
import { Note } from "@/components/ui/note";
import { drainMembersAction } from "@/lib/actions/member";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import type { Persistence } from "@/lib/model/pool";
import { integer } from "@/lib/model/text";
import { takesRequests } from "@/lib/model/member";

const DrainForm = z.object({ minutes: integer(0, 1440) });
type Values = z.input<typeof DrainForm>;

export interface DrainDialogProps {
  /** Of the group, to say what is left (BS-02). */
  members: readonly MemberView[];
  drained: readonly MemberView[];
  persistence: Persistence | null;
  onClose: () => void;
  onDone?: () => void;
}

/** Stops new requests to servers; where the group keeps sessions, asks how long theirs may still come. */
export function DrainDialog({ members, drained, persistence, onClose, onDone }: DrainDialogProps) {
  const t = useTranslations("member");
  const refresh = useRefreshResources();
  const sessionMinutes = persistence === null ? 0 : Math.ceil(persistence.timeoutS / 60);
  const form = useZodForm<Values, Values>(DrainForm, { minutes: sessionMinutes });
  const ids = drained.map(({ id }) => id);
  const isLast = members.some(takesRequests) && !members.some((one) => takesRequests(one) && !ids.includes(one.id));
  const [first] = drained;
  return (
    <FormDialog
      form={form}
      title={
        drained.length === 1 && first
          ? t("drainTitle", { name: nameOf(first) })
          : t("drainManyTitle", { count: drained.length })
      }
      description={t("drainHint")}
      submitLabel={t("drainSubmit")}
      onClose={onClose}
      onSubmit={async ({ minutes }) => {
        const poolId = first?.poolId ?? "";
        const result = await drainMembersAction({ poolId, ids, sessionsS: minutes * 60 });
        if (!result.ok) return result.error;
        notify(t("drainBegun", { count: ids.length }));
        refresh();
        onDone?.();
        return null;
      }}
    >
      {isLast && (
        <Note tone="bad" role="status">
          <Shape name="diamond" />
          {t("drainLast")}
        </Note>
      )}
      {persistence !== null && (
        <NumberField<Values>
          name="minutes"
          label={t("drainSessions")}
          hint={t("drainSessionsHint", { minutes: sessionMinutes })}
          unit={t("minutes")}
        />
      )}
    </FormDialog>
  );
}
