"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { updateMemberAction } from "@/lib/actions/member";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type MemberView, Weight } from "@/lib/model/member";
import { OptionalName, Port } from "@/lib/model/text";
import { nameOf } from "@/components/status/server-place";

const EditMember = z.object({ name: OptionalName, weight: Weight, monitorPort: Port.nullable() });
type Values = z.input<typeof EditMember>;

export function EditMemberDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, poolId, name, weight, monitorPort } = member;
  const form = useZodForm(EditMember, { name, weight, monitorPort });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name: nameOf(member) })}
      description={t("fixed")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateMemberAction({ id, poolId, ...values });
        if (!result.ok) return result.error;
        notify(t("saved", { name: nameOf(result.data) }));
        refresh();
        return null;
      }}
    >
      <NameField<Values> name="name" />
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <NumberField<Values> name="weight" label={t("weightRange")} />
        <NumberField<Values> name="monitorPort" label={t("monitorPort")} hint={t("monitorPortHint")} optional />
      </div>
    </FormDialog>
  );
}
