"use client";

import { useTranslations } from "next-intl";
import type * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { TagsField } from "@/components/form/tags-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createServerAction, updateServerAction } from "@/lib/actions/server";
import { useRefreshResources } from "@/lib/client/use-resource";
import { CreateServerInput, type ServerView } from "@/lib/model/server";

const ServerForm = CreateServerInput.omit({ projectId: true });
type Values = z.input<typeof ServerForm>;

interface ServerDialogProps {
  /** Labels of the installation's zones, where it has any. */
  zones: readonly string[];
  onClose: () => void;
}

export function CreateServerDialog({ zones, onClose }: ServerDialogProps) {
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
      <ServerFields zones={zones} />
    </FormDialog>
  );
}

export function EditServerDialog({ server, zones, onClose }: ServerDialogProps & { server: ServerView }) {
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
      <ServerFields zones={zones} zone={zone} fixed={server.uses.length > 0} />
    </FormDialog>
  );
}

interface ServerFieldsProps {
  zones: readonly string[];
  /** What the server has, though it is no label of the installation. */
  zone?: string;
  /** A group uses the server, so its address stays. */
  fixed?: boolean;
}

function ServerFields({ zones, zone = "", fixed = false }: ServerFieldsProps) {
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
        {zones.length === 0 ? (
          <TextField<Values> name="zone" label={t("zone")} hint={t("zoneHint")} optional autoComplete="off" />
        ) : (
          <SelectField<Values>
            name="zone"
            label={t("zone")}
            options={[
              { value: "", label: t("noZone") },
              ...[...new Set([...zones, zone])].filter((one) => one !== "").map((one) => ({ value: one, label: one })),
            ]}
          />
        )}
      </div>
      <TagsField<Values> name="tags" max={10} />
    </>
  );
}
