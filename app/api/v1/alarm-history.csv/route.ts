import { handleApi } from "@/lib/http/api-route";
import { csvResponse, readExportQuery } from "@/lib/http/csv";
import type { AlarmEventQuery } from "@/lib/model/alarm-query";
import { exportAlarmEventsCsv } from "@/lib/services/alarm/export-csv";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleApi(request, ({ ctx, url }) => {
    const { text, filters, sort } = readExportQuery(url);
    const range = (url.searchParams.get("range") ?? undefined) as AlarmEventQuery["range"];
    const ruleId = url.searchParams.get("ruleId") ?? undefined;
    return csvResponse("alarm-history.csv", exportAlarmEventsCsv(ctx, { text, filters, sort, range, ruleId }));
  });
}
