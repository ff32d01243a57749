import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { getTranslations } from "next-intl/server";
import { readTraceQuery } from "@/components/audit/trace-params";
import { requireContext } from "@/lib/auth/request-context";
import { searchTraces } from "@/lib/services/trace/search";
import { AuditScreen } from "./audit-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireContext();
  const query = await readTraceQuery(searchParams);
  return (
    <AuditScreen
      initial={{ query, page: searchTraces(ctx, query), readAt: ctx.now() }}
      canRestore={ctx.actor.role !== "observer"}
    />
  );
}
