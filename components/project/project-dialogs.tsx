"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { createProjectAction, updateProjectAction } from "@/lib/actions/project";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ProjectView } from "@/lib/model/project";
import { Description, Name } from "@/lib/model/text";

const ProjectForm = z.object({ name: Name, description: Description });

export function CreateProjectDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("project");
  const refresh = useRefreshResources();
  const form = useZodForm(ProjectForm, { name: "", description: "" });
  return (
    <FormDialog
      form={form}
      title={t("create")}
      description={t("createHint")}
      submitLabel={t("create")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await createProjectAction(values);
        if (!result.ok) return result.error;
        notify(t("created", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <DescriptionField name="description" />
    </FormDialog>
  );
}

export function EditProjectDialog({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const t = useTranslations("project");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, description } = project;
  const form = useZodForm(ProjectForm, { name, description });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateProjectAction({ id, ...values });
        if (!result.ok) return result.error;
        notify(t("saved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <DescriptionField name="description" />
    </FormDialog>
  );
}
