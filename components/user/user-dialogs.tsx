"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { createUserAction, updateUserAction } from "@/lib/actions/user";
import { useRefreshResources } from "@/lib/client/use-resource";
import { roles } from "@/lib/model/api-token";
import type { Project } from "@/lib/model/project";
import { CreateUserInput, NewPassword, passwordLength, type UserView } from "@/lib/model/user";

const everything = "all";
const Rights = z.object({ role: z.enum(roles), projectId: z.string() });
const NewUser = Rights.extend({ name: CreateUserInput.shape.name, password: NewPassword });

const projectOf = (id: string) => (id === everything ? null : id);

function RightsFields({ projects }: { projects: readonly Project[] }) {
  const t = useTranslations("user");
  const nav = useTranslations("nav");
  return (
    <>
      <SelectField name="role" label={t("role")} options={roles.map((value) => ({ value, label: nav(value) }))} />
      <SelectField
        name="projectId"
        label={nav("project")}
        hint={t("projectHint")}
        options={[
          { value: everything, label: nav("allProjects") },
          ...projects.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}

export function CreateUserDialog({ projects, onClose }: { projects: readonly Project[]; onClose: () => void }) {
  const t = useTranslations("user");
  const refresh = useRefreshResources();
  const form = useZodForm(NewUser, { name: "", role: "observer", projectId: everything, password: "" });
  return (
    <FormDialog
      form={form}
      title={t("create")}
      submitLabel={t("create")}
      onClose={onClose}
      onSubmit={async ({ projectId, ...values }) => {
        const result = await createUserAction({ ...values, projectId: projectOf(projectId) });
        if (!result.ok) return result.error;
        notify(t("created", { name: result.data.name }));
        refresh();
        return null;
      }}
    >
      <TextField name="name" label={t("name")} hint={t("nameHint")} autoComplete="off" />
      <TextField
        name="password"
        label={t("password")}
        hint={t("passwordHint", passwordLength)}
        type="password"
        autoComplete="new-password"
      />
      <RightsFields projects={projects} />
    </FormDialog>
  );
}

interface EditProps {
  user: UserView;
  onClose: () => void;
}

export function EditUserDialog({ user, projects, onClose }: EditProps & { projects: readonly Project[] }) {
  const t = useTranslations("user");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const form = useZodForm(Rights, { role: user.role, projectId: user.projectId ?? everything });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name: user.name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async ({ role, projectId }) => {
        const result = await updateUserAction({ id: user.id, role, projectId: projectOf(projectId) });
        if (!result.ok) return result.error;
        notify(t("saved", { name: user.name }));
        refresh();
        return null;
      }}
    >
      <RightsFields projects={projects} />
    </FormDialog>
  );
}

const PasswordForm = z.object({ password: NewPassword });

export function ResetPasswordDialog({ user, onClose }: EditProps) {
  const t = useTranslations("user");
  const refresh = useRefreshResources();
  const form = useZodForm(PasswordForm, { password: "" });
  return (
    <FormDialog
      form={form}
      title={t("resetTitle", { name: user.name })}
      description={t("resetHint")}
      submitLabel={t("reset")}
      onClose={onClose}
      onSubmit={async ({ password }) => {
        const result = await updateUserAction({ id: user.id, password });
        if (!result.ok) return result.error;
        notify(t("saved", { name: user.name }));
        refresh();
        return null;
      }}
    >
      <TextField
        name="password"
        label={t("newPassword")}
        hint={t("passwordHint", passwordLength)}
        type="password"
        autoComplete="new-password"
      />
    </FormDialog>
  );
}
