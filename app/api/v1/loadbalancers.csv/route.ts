import { handleApi } from "@/lib/http/api-route";
import { csvResponse, readExportQuery } from "@/lib/http/csv";
import { exportLoadBalancersCsv } from "@/lib/services/loadbalancer/export-csv";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleApi(request, ({ ctx, url }) =>
    csvResponse("loadbalancers.csv", exportLoadBalancersCsv(ctx, readExportQuery(url))),
  );
}
