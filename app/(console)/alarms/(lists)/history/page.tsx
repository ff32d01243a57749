import type { SearchParams } from "nuqs/server";
import { HistoryList } from "@/components/alarm/history-list";
import { readAlarmEventQuery } from "@/components/alarm/history-params";
import { requireContext } from "@/lib/auth/request-context";
import { searchAlarmEvents } from "@/lib/services/alarm/history";

export default async function AlarmHistoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireContext();
  const query = await readAlarmEventQuery(searchParams);
  return <HistoryList initial={{ query, page: searchAlarmEvents(ctx, query), readAt: ctx.now() }} />;
}
