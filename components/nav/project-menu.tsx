"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, FolderTree } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menu";
import { readProjectsAction } from "@/lib/actions/project";
import { actionData } from "@/lib/client/action-data";
import { useLiveQueries } from "@/lib/client/live";
import { rememberProject } from "@/lib/client/project-cookie";
import { queryKeys, resources } from "@/lib/client/query-keys";
import { TopBarButton } from "./top-bar-button";

export interface ProjectMenuProps {
  projects: readonly { id: string; name: string }[];
  /** Null: every project. */
  shownId: string | null;
}

/** Narrows every list to one project; what is created goes into it. */
export function ProjectMenu({ projects: initial, shownId }: ProjectMenuProps) {
  const t = useTranslations("nav");
  const router = useRouter();
  const client = useQueryClient();
  useLiveQueries();
  const read = useQuery({
    queryKey: queryKeys.projects,
    queryFn: async () => actionData(await readProjectsAction()),
  });
  const projects = read.data ?? initial;
  const shown = projects.find(({ id }) => id === shownId);
  const choose = (id: string | null) => {
    rememberProject(id);
    void client.invalidateQueries({ queryKey: resources });
    router.refresh();
  };
  return (
    <Menu
      align="start"
      trigger={
        <TopBarButton className="phone:hidden">
          <small className="text-xs text-topbar-muted">{t("project")}</small>
          <span className="max-w-40 truncate">{shown?.name ?? t("allProjects")}</span>
          <ChevronDown className="size-3" />
        </TopBarButton>
      }
      groups={[
        [
          { key: "all", label: t("allProjects"), checked: shown === undefined, onSelect: () => choose(null) },
          ...projects.map(({ id, name }) => ({
            key: id,
            label: name,
            checked: id === shown?.id,
            onSelect: () => choose(id),
          })),
        ],
        [{ key: "manage", label: t("manageProjects"), icon: <FolderTree />, href: "/access/projects" }],
      ]}
    />
  );
}
