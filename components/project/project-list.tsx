"use client";

import { Gauge, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import { Button } from "@/components/ui/button";
import { readProjectViewsAction } from "@/lib/actions/project";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { ProjectView } from "@/lib/model/project";
import { DeleteProjectDialog } from "./delete-project-dialog";
import { useProjectColumns } from "./project-columns";
import { CreateProjectDialog, EditProjectDialog } from "./project-dialogs";
import { QuotaDialog } from "./quota-dialog";

type Open = { kind: "create" } | { kind: "edit" | "quota" | "delete"; project: ProjectView };

/** Projects with what each may have and has (LB-19). */
export function ProjectList({ initial }: { initial: Initial<ProjectView[]> }) {
  const t = useTranslations("project");
  const reading = useListReading(queryKeys.projectViews, readAll, initial);
  const items = useRowItems();
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
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useProjectColumns()}
        searchText={({ id, name, description }) => [id, name, description]}
        defaultSort={{ column: "created", descending: false }}
        filterHint={t("filterHint")}
        twoLine
        primaryAction={create}
        rowMenu={(project) => [
          [
            items.edit(() => setOpen({ kind: "edit", project })),
            {
              key: "quota",
              label: t("editQuota"),
              icon: <Gauge />,
              onSelect: () => setOpen({ kind: "quota", project }),
            },
            items.copyId(project),
          ],
          [items.remove(() => setOpen({ kind: "delete", project }), project.isDefault ? t("stays") : undefined)],
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
