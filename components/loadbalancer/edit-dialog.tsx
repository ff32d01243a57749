"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { TagsField } from "@/components/form/tags-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { updateLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readProjectsAction } from "@/lib/actions/project";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { Tags } from "@/lib/model/tag";
import { Description, Id, Name } from "@/lib/model/text";

const EditForm = z.object({
  name: Name,
  projectId: Id,
  description: Description,
  tags: Tags,
  deletionProtection: z.boolean(),
  modificationProtection: z.boolean(),
});

export function EditDialog({ view, onClose }: { view: LoadBalancerView; onClose: () => void }) {
  const t = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const projects = useQuery({
    queryKey: queryKeys.projects,
    queryFn: async () => actionData(await readProjectsAction()),
  }).data ?? [{ id: view.projectId, name: view.projectName }];
  const { name, projectId, description, tags, deletionProtection, modificationProtection } = view;
  const form = useZodForm(EditForm, {
    name,
    projectId,
    description,
    tags,
    deletionProtection,
    modificationProtection,
  });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateLoadBalancerAction({ id: view.id, ...values });
        if (!result.ok) return result.error;
        notify(t("saved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <SelectField
        name="projectId"
        label={t("project")}
        hint={t("projectHint")}
        options={projects.map((project) => ({ value: project.id, label: project.name }))}
      />
      <DescriptionField name="description" />
      <TagsField name="tags" />
      <SwitchField name="deletionProtection" label={t("deletionProtection")} hint={t("deletionProtectionHint")} />
      <SwitchField
        name="modificationProtection"
        label={t("modificationProtection")}
        hint={t("modificationProtectionHint")}
      />
    </FormDialog>
  );
}
