import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TokenList } from "@/components/token/token-list";
import { requireContext } from "@/lib/auth/request-context";
import { listProjects } from "@/lib/services/project/list";
import { listApiTokens } from "@/lib/services/token/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("token"))("title") };
}

export default async function TokensPage() {
  const ctx = await requireContext();
  const { role, projectId } = ctx.actor;
  return (
    <TokenList
      initial={{ data: listApiTokens(ctx), readAt: ctx.now() }}
      role={role}
      onlyProjectId={projectId}
      projects={listProjects(ctx)}
    />
  );
}
