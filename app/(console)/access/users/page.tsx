import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StatePanel } from "@/components/feedback/state-panel";
import { UserList } from "@/components/user/user-list";
import { requireContext } from "@/lib/auth/request-context";
import { listProjects } from "@/lib/services/project/list";
import { listUsers } from "@/lib/services/user/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("user"))("title") };
}

export default async function UsersPage() {
  const ctx = await requireContext();
  const t = await getTranslations("user");
  if (ctx.actor.role !== "admin")
    return (
      <StatePanel wholePage title={t("onlyAdministrators")}>
        {t("onlyAdministratorsHint")}
      </StatePanel>
    );
  return (
    <UserList initial={{ data: listUsers(ctx), readAt: ctx.now() }} projects={listProjects(ctx)} ownId={ctx.actor.id} />
  );
}
