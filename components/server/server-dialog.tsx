"use client";

import { useTranslations } from "next-intl";
import type * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { TagsField } from "@/components/form/tags-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createServerAction, updateServerAction } from "@/lib/actions/server";
import { useRefreshResources } from "@/lib/client/use-resource";
import { CreateServerInput, type ServerView } from "@/lib/model/server";

const ServerForm = CreateServerInput.omit({ projectId: true });
type Values = z.input<typeof ServerForm>;

export function CreateServerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("server");
  const refresh = useRefreshResources();
  const form = useZodForm<Values, z.output<typeof ServerForm>>(ServerForm, {
    name: "",
    address: "",
    zone: "",
    tags: [],
  });
  return (
    <FormDialog
      form={form}
      title={t("createTitle")}
      description={t("createHint")}
      submitLabel={t("create")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createServerAction(values);
        if (!result.ok) return result.error;
        notify(t("created", { name: result.data.name }));
        refresh();
        return null;
      }}
    >
      <ServerFields />
    </FormDialog>
  );
}

export function EditServerDialog({ server, onClose }: { server: ServerView; onClose: () => void }) {
  const t = useTranslations("server");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, address, zone, tags } = server;
  const form = useZodForm<Values, z.output<typeof ServerForm>>(ServerForm, { name, address, zone, tags });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateServerAction({ id, ...values });
        if (!result.ok) return result.error;
        notify(t("saved", { name: result.data.name }));
        refresh();
        return null;
      }}
    >
      <ServerFields fixed={server.uses.length > 0} />
    </FormDialog>
  );
}

/** `fixed`: a group uses the server, so its address stays. */
function ServerFields({ fixed = false }: { fixed?: boolean }) {
  const t = useTranslations("server");
  return (
    <>
      <NameField<Values> name="name" />
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <TextField<Values>
          name="address"
          label={t("primaryAddress")}
          hint={t(fixed ? "addressFixed" : "addressHint")}
          placeholder="192.168.0.21"
          readOnly={fixed}
          mono
          autoComplete="off"
        />
        <TextField<Values> name="zone" label={t("zone")} hint={t("zoneHint")} optional autoComplete="off" />
      </div>
      <TagsField<Values> name="tags" max={10} />
    </>
  );
}
