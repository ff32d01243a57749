"use client";

import { useTranslations } from "next-intl";
import { FormCard } from "@/components/form/form-card";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { TagsField } from "@/components/form/tags-field";
import type { Project } from "@/lib/model/project";
import type { CreateFormValues } from "./create-schema";

/** The console offers ten tags; the API takes twenty (LB-09). */
const mostTags = 10;

export function BasicsCard({ projects }: { projects: readonly Project[] }) {
  const t = useTranslations("loadbalancer");
  const detail = useTranslations("loadbalancerDetail");
  return (
    <FormCard title={t("basics")}>
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <NameField<CreateFormValues> name="name" hint={t("nameHint")} />
        <SelectField<CreateFormValues>
          name="projectId"
          label={t("project")}
          options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <DescriptionField<CreateFormValues> name="description" />
      <TagsField<CreateFormValues> name="tags" max={mostTags} />
      <SwitchField<CreateFormValues>
        name="deletionProtection"
        label={detail("deletionProtection")}
        hint={detail("deletionProtectionHint")}
      />
      <SwitchField<CreateFormValues>
        name="modificationProtection"
        label={detail("modificationProtection")}
        hint={detail("modificationProtectionHint")}
      />
    </FormCard>
  );
}
