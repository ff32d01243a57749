"use client";

import { Check, Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { useRuleText } from "@/components/form/rule-text";
import { IconButton } from "@/components/ui/icon-button";
import { NumberField } from "@/components/ui/number-field";
import { type MemberView, Weight } from "@/lib/model/member";
import { nameOf } from "@/components/status/server-place";
import type { ChangeMembers } from "./use-change-members";

export interface WeightDraft {
  memberId: string;
  weight: number | null;
}

export interface WeightCellProps {
  member: MemberView;
  draft: WeightDraft | undefined;
  onDraft: (draft: WeightDraft | undefined) => void;
  change: ChangeMembers;
}

/** Edited in place (AL-07): Enter saves, Esc leaves it as it was. */
export function WeightCell(props: WeightCellProps) {
  const { member, draft, onDraft } = props;
  const t = useTranslations("member");
  const name = nameOf(member);
  if (draft?.memberId === member.id) return <WeightEditor {...props} draft={draft} />;
  return (
    <span className="flex items-center gap-1">
      <span className="text-muted-foreground wide:hidden">{t("weight")}</span>
      <span className="text-right wide:w-5.5">{member.weight}</span>
      <IconButton
        label={t("editWeight", { name })}
        icon={<Pencil className="size-3" />}
        variant="quiet"
        size="sm"
        onClick={() => onDraft({ memberId: member.id, weight: member.weight })}
      />
    </span>
  );
}

function WeightEditor({ member, draft, onDraft, change }: WeightCellProps & { draft: WeightDraft }) {
  const t = useTranslations("member");
  const ruleText = useRuleText();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const name = nameOf(member);
  const save = async () => {
    const parsed = Weight.safeParse(draft.weight);
    if (!parsed.success) {
      setFailure(ruleText(parsed.error.issues[0]?.message));
      return;
    }
    setBusy(true);
    const reason = await change(
      [{ id: member.id, weight: parsed.data }],
      t("weightSaved", { name, weight: parsed.data }),
    );
    setBusy(false);
    if (reason === null) onDraft(undefined);
    else setFailure(reason);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) void save();
    if (event.key === "Escape") {
      event.stopPropagation();
      onDraft(undefined);
    }
  };
  return (
    <div onKeyDown={onKeyDown} role="group" aria-label={t("editWeight", { name })}>
      <div className="flex items-center gap-1">
        <NumberField
          value={draft.weight}
          onValueChange={(weight) => onDraft({ memberId: member.id, weight })}
          inputRef={focusOnce}
          aria-label={t("weightOf", { name })}
          aria-invalid={failure !== undefined || undefined}
          className="h-7 w-14 px-2"
        />
        <IconButton
          label={t("saveWeight")}
          icon={<Check className="size-3.5" />}
          variant="primary"
          size="sm"
          busy={busy}
          onClick={() => void save()}
        />
        <IconButton
          label={t("cancelWeight")}
          icon={<X className="size-3.5" />}
          variant="quiet"
          size="sm"
          onClick={() => onDraft(undefined)}
        />
      </div>
      {failure && (
        <p role="alert" className="text-xs text-bad-fg">
          {failure}
        </p>
      )}
    </div>
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
