"use client";

import { useTranslations } from "next-intl";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { deleteProjectAction } from "@/lib/actions/project";
import type { ProjectView } from "@/lib/model/project";

/** A project that still holds something stays; what it holds is named. */
export function DeleteProjectDialog({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const t = useTranslations("project");
  return (
    <DeleteDialog
      title={t("deleteTitle", { name: project.name })}
      description={t("deleteHint")}
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      done={t("deleted", { name: project.name })}
      act={() => deleteProjectAction({ id: project.id })}
      onClose={onClose}
    />
  );
}
