import { RuleList } from "@/components/alarm/rule-list";
import { requireContext } from "@/lib/auth/request-context";
import { listAlarmRules } from "@/lib/services/alarmrule/list";

export default async function AlarmRulesPage() {
  const ctx = await requireContext();
  const data = listAlarmRules(ctx, { projectId: ctx.shownProjectId ?? undefined });
  return <RuleList initial={{ data, readAt: ctx.now() }} />;
}
