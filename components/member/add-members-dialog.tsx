"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { useZodForm } from "@/components/form/use-zod-form";
import { addMembersAction } from "@/lib/actions/member";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import { emptyRow, membersForm } from "./members-form";
import { ServerRows } from "./server-rows";

export interface AddMembersDialogProps {
  pool: { id: string; name: string };
  members: readonly MemberView[];
  onClose: () => void;
}

export function AddMembersDialog({ pool, members, onClose }: AddMembersDialogProps) {
  const t = useTranslations("member");
  const refresh = useRefreshResources();
  const schema = useMemo(() => membersForm(members), [members]);
  type Values = z.input<typeof schema>;
  const last = members.at(-1);
  const form = useZodForm(schema, {
    members: [emptyRow(last && { name: "", address: "", port: last.port, weight: last.weight })] as Values["members"],
  });
  return (
    <FormDialog
      form={form}
      className="w-180"
      title={t("addTitle", { group: pool.name })}
      submitLabel={t("addSubmit")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await addMembersAction({ poolId: pool.id, members: values.members });
        if (!result.ok) return result.error;
        notify(t("addedCount", { count: result.data.length }));
        refresh();
        return null;
      }}
    >
      <ServerRows name="members" />
    </FormDialog>
  );
}
