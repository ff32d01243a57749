"use client";

import { Tag as TagIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { EmptyState } from "@/components/feedback/empty-state";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { TagsField } from "@/components/form/tags-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { updateLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { Tags } from "@/lib/model/tag";

const TagsForm = z.object({ tags: Tags });

export function TagsCard({ view }: { view: LoadBalancerView }) {
  const t = useTranslations("loadbalancerDetail");
  const [editing, setEditing] = useState(false);
  const edit = <Button onClick={() => setEditing(true)}>{t("editTags")}</Button>;
  return (
    <Card aria-label={t("tagsTitle")} className="overflow-hidden">
      <CardHead
        title={t("tagsTitle")}
        beside={<span className="text-faint-foreground">({view.tags.length})</span>}
        side={view.tags.length > 0 && edit}
        className="min-h-13"
      />
      {view.tags.length === 0 ? (
        <EmptyState icon={<TagIcon />} title={t("tagsEmpty")} actions={edit}>
          {t("tagsHint")}
        </EmptyState>
      ) : (
        <table className="w-full" aria-label={t("tagsTitle")}>
          <thead>
            <tr className="text-left text-xs text-muted-foreground">
              {[t("key"), t("value")].map((head) => (
                <th
                  key={head}
                  scope="col"
                  className="h-8.5 w-1/2 border-t border-b border-b-border-strong bg-sunken px-4 font-medium phone:px-3"
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.tags.map(({ key, value }) => (
              <tr key={key} className="border-b last:border-b-0 hover:bg-hover">
                <th scope="row" className="h-10 px-4 text-left font-semibold break-all phone:px-3">
                  {key}
                </th>
                <td className="px-4 break-all phone:px-3">
                  {value || <span className="text-faint-foreground">–</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {editing && <TagsDialog view={view} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function TagsDialog({ view, onClose }: { view: LoadBalancerView; onClose: () => void }) {
  const t = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const tags = view.tags.length > 0 ? view.tags : [{ key: "", value: "" }];
  const form = useZodForm(TagsForm, { tags });
  return (
    <FormDialog
      form={form}
      title={t("editTags")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateLoadBalancerAction({ id: view.id, tags: values.tags });
        if (!result.ok) return result.error;
        notify(t("tagsSaved"));
        refresh();
        return null;
      }}
    >
      <TagsField name="tags" />
    </FormDialog>
  );
}
