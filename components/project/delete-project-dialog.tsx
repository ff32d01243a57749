"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteProjectAction } from "@/lib/actions/project";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ProjectView } from "@/lib/model/project";

/** A project that still holds something stays; what it holds is named. */
export function DeleteProjectDialog({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const t = useTranslations("project");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [remains, setRemains] = useState<NonNullable<ActionError["remains"]>>([]);
  const list = (
    <ul className="max-h-48 overflow-y-auto">
      {remains.map(({ type, id, name }) => (
        <li key={id}>
          {type === "loadbalancer" ? (
            <Link href={`/load-balancers/${id}`} className="text-link font-medium">
              {name}
            </Link>
          ) : (
            name
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle", { name: project.name })}
      description={t("deleteHint")}
      consequences={remains.length === 0 ? [] : [{ key: "remains", label: t("remains"), value: list }]}
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      onConfirm={async () => {
        const result = await deleteProjectAction({ id: project.id });
        if (!result.ok) {
          setRemains(result.error.remains ?? []);
          return failureText(result.error);
        }
        notify(t("deleted", { name: project.name }));
        refresh();
        return undefined;
      }}
    />
  );
}
