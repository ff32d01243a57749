"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { TagsField } from "@/components/form/tags-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { updateLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { Tags } from "@/lib/model/tag";
import { Description, Name } from "@/lib/model/text";

const EditForm = z.object({ name: Name, description: Description, tags: Tags });

export function EditDialog({ view, onClose }: { view: LoadBalancerView; onClose: () => void }) {
  const t = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { name, description, tags } = view;
  const form = useZodForm(EditForm, { name, description, tags });
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
      <DescriptionField name="description" />
      <TagsField name="tags" />
    </FormDialog>
  );
}
