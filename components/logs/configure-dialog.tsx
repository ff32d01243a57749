"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { TextButton } from "@/components/ui/text-button";
import { configureAccessLogAction, deleteAccessLogAction } from "@/lib/actions/access-log";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { AccessLogView, LogGroupView } from "@/lib/model/access-log";
import { rule } from "@/lib/model/rule";
import { CreateLogGroupDialog } from "./log-group-dialogs";
import { CreateLogStreamDialog } from "./log-stream-dialogs";

const ConfigureForm = z
  .object({ enabled: z.boolean(), groupId: z.string(), streamId: z.string() })
  .superRefine(({ enabled, groupId, streamId }, context) => {
    if (!enabled) return;
    if (groupId === "") context.addIssue({ code: "custom", path: ["groupId"], message: rule("required") });
    if (streamId === "") context.addIssue({ code: "custom", path: ["streamId"], message: rule("required") });
  });
type Values = z.output<typeof ConfigureForm>;

interface ConfigureDialogProps {
  balancer: { id: string; name: string };
  accessLog: AccessLogView | null;
  groups: LogGroupView[];
  onClose: () => void;
}

/** Switch, group, stream (LG-03); a group or stream that is missing is made on the way. */
export function ConfigureAccessLogDialog({ balancer, accessLog, groups, onClose }: ConfigureDialogProps) {
  const t = useTranslations("accessLog");
  const refresh = useRefreshResources();
  const [making, setMaking] = useState<"group" | "stream">();
  const only = groups.length === 1 ? groups[0] : undefined;
  const form = useZodForm(ConfigureForm, {
    enabled: true,
    groupId: accessLog?.groupId ?? only?.id ?? "",
    streamId: accessLog?.streamId ?? (only?.streams.length === 1 ? (only.streams[0]?.id ?? "") : ""),
  });
  const { enabled, groupId } = form.watch();
  const group = groups.find(({ id }) => id === groupId);
  const save = async (values: Values): Promise<ActionError | null> => {
    const { id: loadBalancerId, name } = balancer;
    if (values.enabled) {
      const { groupId, streamId } = values;
      const result = await configureAccessLogAction({ loadBalancerId, groupId, streamId });
      if (!result.ok) return result.error;
      notify(t("switchedOn", { name }));
    } else if (accessLog !== null) {
      const result = await deleteAccessLogAction({ loadBalancerId });
      if (!result.ok) return result.error;
      notify(t("switchedOff", { name }));
    }
    refresh();
    return null;
  };
  return (
    <>
      {making === undefined && (
        <FormDialog
          form={form}
          title={t("configure")}
          description={t("configureHint")}
          submitLabel={t("confirm")}
          onClose={onClose}
          onSubmit={save}
        >
          <SwitchField<Values> name="enabled" label={t("logging")} hint={t("loggingHint")} />
          {enabled && (
            <>
              <div>
                <SelectField<Values>
                  name="groupId"
                  label={t("group")}
                  placeholder={groups.length === 0 ? t("noGroupYet") : undefined}
                  options={groups.map(({ id, name, retentionDays }) => ({
                    value: id,
                    label: name,
                    detail: t("days", { count: retentionDays }),
                  }))}
                />
                <TextButton className="mt-1 text-xs" onClick={() => setMaking("group")}>
                  {t("createGroup")}
                </TextButton>
              </div>
              <div>
                <SelectField<Values>
                  name="streamId"
                  label={t("stream")}
                  placeholder={group?.streams.length === 0 ? t("noStreamYet") : undefined}
                  options={(group?.streams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                />
                {group && (
                  <TextButton className="mt-1 text-xs" onClick={() => setMaking("stream")}>
                    {t("createStream")}
                  </TextButton>
                )}
              </div>
            </>
          )}
        </FormDialog>
      )}
      {making === "group" && (
        <CreateLogGroupDialog
          onClose={() => setMaking(undefined)}
          onCreated={({ id }) => {
            form.setValue("groupId", id);
            form.setValue("streamId", "");
          }}
        />
      )}
      {making === "stream" && group && (
        <CreateLogStreamDialog
          group={group}
          onClose={() => setMaking(undefined)}
          onCreated={({ id }) => form.setValue("streamId", id)}
        />
      )}
    </>
  );
}
