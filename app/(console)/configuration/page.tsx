import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { getTranslations } from "next-intl/server";
import { GenerationList } from "@/components/configuration/generation-list";
import { readListQuery } from "@/components/data-table/list-params";
import { StatePanel } from "@/components/feedback/state-panel";
import { Card } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/request-context";
import { listGenerations } from "@/lib/services/configuration/history";
import { readKept } from "@/lib/services/configuration/kept-days";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("configuration"))("title") };
}

export default async function ConfigurationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireContext();
  const t = await getTranslations("configuration");
  if (ctx.actor.projectId !== null) {
    return (
      <Card>
        <StatePanel icon={<LockKeyhole />} title={t("title")} wholePage>
          {t("allProjectsOnly")}
        </StatePanel>
      </Card>
    );
  }
  const query = await readListQuery(searchParams);
  return (
    <GenerationList
      initial={{ query, page: listGenerations(ctx, query), readAt: ctx.now() }}
      canAct={ctx.actor.role === "admin"}
      keptDays={readKept(ctx)}
    />
  );
}
