import { FiringList } from "@/components/alarm/firing-list";
import { requireContext } from "@/lib/auth/request-context";
import { listFiringAlarms } from "@/lib/services/alarm/firing";

export default async function FiringPage() {
  const ctx = await requireContext();
  return <FiringList initial={{ data: listFiringAlarms(ctx), readAt: ctx.now() }} />;
}
