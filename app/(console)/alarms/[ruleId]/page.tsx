import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { readAlarmEventQuery } from "@/components/alarm/history-params";
import { RulePage } from "@/components/alarm/rule-page";
import { readAlarmRuleAction } from "@/lib/actions/alarm";
import { requireContext } from "@/lib/auth/request-context";
import { listObjectAlarms } from "@/lib/services/alarm/firing";
import { searchAlarmEvents } from "@/lib/services/alarm/history";
import { expectData } from "../../load-balancers/[id]/expect-data";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alarm"))("rule") };
}

interface PageProps {
  params: Promise<{ ruleId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { ruleId } = await params;
  const ctx = await requireContext();
  const data = expectData(await readAlarmRuleAction(ruleId));
  const query = { ...(await readAlarmEventQuery(searchParams)), ruleId };
  const readAt = ctx.now();
  return (
    <RulePage
      initial={{ data, readAt }}
      objects={{ data: listObjectAlarms(ctx, ruleId), readAt }}
      history={{ query, page: searchAlarmEvents(ctx, query), readAt }}
    />
  );
}
