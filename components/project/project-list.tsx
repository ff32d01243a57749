"use client";

import { Copy, Gauge, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { readProjectViewsAction } from "@/lib/actions/project";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import type { ProjectView } from "@/lib/model/project";
import { DeleteProjectDialog } from "./delete-project-dialog";
import { useProjectColumns } from "./project-columns";
import { CreateProjectDialog, EditProjectDialog } from "./project-dialogs";
import { QuotaDialog } from "./quota-dialog";

type Open = { kind: "create" } | { kind: "edit" | "quota" | "delete"; project: ProjectView };

/** Projects with what each may have and has (LB-19). */
export function ProjectList({ initial }: { initial: Initial<ProjectView[]> }) {
  const t = useTranslations("project");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const { data, failure, updatedAt, refresh, refreshing } = useResource(queryKeys.projectViews, readAll, initial);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <ResourceList<ProjectView>
        resource="project"
        title={t("title")}
        rows={data}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useProjectColumns()}
        searchText={({ id, name, description }) => [id, name, description]}
        defaultSort={{ column: "created", descending: false }}
        filterHint={t("filterHint")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={create}
        rowMenu={(project) => [
          [
            {
              key: "edit",
              label: common("edit"),
              icon: <Pencil />,
              onSelect: () => setOpen({ kind: "edit", project }),
            },
            {
              key: "quota",
              label: t("editQuota"),
              icon: <Gauge />,
              onSelect: () => setOpen({ kind: "quota", project }),
            },
            {
              key: "copy",
              label: common("copyId"),
              icon: <Copy />,
              onSelect: () =>
                void copyText(project.id).then((done) => done && notify(t("idCopied", { name: project.name }))),
            },
          ],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              unusable: project.isDefault ? t("stays") : undefined,
              onSelect: () => setOpen({ kind: "delete", project }),
            },
          ],
        ]}
        empty={null}
      />
      {open?.kind === "create" && <CreateProjectDialog onClose={close} />}
      {open?.kind === "edit" && <EditProjectDialog project={open.project} onClose={close} />}
      {open?.kind === "quota" && <QuotaDialog project={open.project} onClose={close} />}
      {open?.kind === "delete" && <DeleteProjectDialog project={open.project} onClose={close} />}
    </>
  );
}

const readAll = () => readProjectViewsAction();
