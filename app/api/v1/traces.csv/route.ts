import { handleApi } from "@/lib/http/api-route";
import { csvResponse, readExportQuery } from "@/lib/http/csv";
import type { TraceQuery } from "@/lib/model/trace";
import { exportTracesCsv } from "@/lib/services/trace/export-csv";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleApi(request, ({ ctx, url }) => {
    const { text, filters, sort } = readExportQuery(url);
    const number = (name: string) => (url.searchParams.has(name) ? Number(url.searchParams.get(name)) : undefined);
    const range = (url.searchParams.get("range") ?? undefined) as TraceQuery["range"];
    return csvResponse(
      "events.csv",
      exportTracesCsv(ctx, { text, filters, sort, range, from: number("from"), to: number("to") }),
    );
  });
}
