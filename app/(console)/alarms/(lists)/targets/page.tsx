import { TargetList } from "@/components/alarm/target-list";
import { requireContext } from "@/lib/auth/request-context";
import { listAlarmTargets } from "@/lib/services/alarmtarget/list";
import { mayBeLocal } from "@/lib/services/alarmtarget/local";

export default async function AlarmTargetsPage() {
  const ctx = await requireContext();
  const data = {
    targets: listAlarmTargets(ctx, { projectId: ctx.shownProjectId ?? undefined }),
    mayBeLocal: mayBeLocal(ctx.db),
  };
  return <TargetList initial={{ data, readAt: ctx.now() }} admin={ctx.actor.role === "admin"} />;
}
