import { handleApi } from "@/lib/http/api-route";
import { csvResponse } from "@/lib/http/csv";
import type { DashboardQuery } from "@/lib/model/metric-range";
import { exportDashboardCsv } from "@/lib/services/metrics/dashboard";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleApi(request, ({ ctx, url: { searchParams: query } }) => {
    const number = (name: string) => Number(query.get(name) ?? Number.NaN);
    const asked = {
      type: query.get("type") ?? "",
      id: query.get("id") ?? "",
      from: number("from"),
      to: number("to"),
      period: number("period"),
    };
    return csvResponse("metrics.csv", exportDashboardCsv(ctx, asked as DashboardQuery));
  });
}
