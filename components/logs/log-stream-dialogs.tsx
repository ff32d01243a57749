"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createLogStreamAction, updateLogStreamAction } from "@/lib/actions/access-log";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type LogGroup, LogName, type LogStream } from "@/lib/model/access-log";

const StreamForm = z.object({ name: LogName });

export interface CreateLogStreamDialogProps {
  group: LogGroup;
  onClose: () => void;
  onCreated?: (stream: LogStream) => void;
}

export function CreateLogStreamDialog({ group, onClose, onCreated }: CreateLogStreamDialogProps) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const form = useZodForm(StreamForm, { name: "" });
  return (
    <FormDialog
      form={form}
      title={t("createStreamIn", { group: group.name })}
      description={t("createStreamHint")}
      submitLabel={t("createStream")}
      onClose={onClose}
      onSubmit={async ({ name }) => {
        const result = await createLogStreamAction({ groupId: group.id, name });
        if (!result.ok) return result.error;
        notify(t("streamCreated", { name }));
        refresh();
        onCreated?.(result.data);
        return null;
      }}
    >
      <TextField name="name" label={common("name")} hint={t("nameHint")} autoComplete="off" />
    </FormDialog>
  );
}

export function RenameLogStreamDialog({ stream, onClose }: { stream: LogStream; onClose: () => void }) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const form = useZodForm(StreamForm, { name: stream.name });
  return (
    <FormDialog
      form={form}
      title={t("renameStream", { name: stream.name })}
      description={t("renameStreamHint")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async ({ name }) => {
        const result = await updateLogStreamAction({ id: stream.id, name });
        if (!result.ok) return result.error;
        notify(t("streamSaved", { name }));
        refresh();
        return null;
      }}
    >
      <TextField name="name" label={common("name")} hint={t("nameHint")} autoComplete="off" />
    </FormDialog>
  );
}
