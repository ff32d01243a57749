import { routeTraces } from "@/lib/http/huawei/routes";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ projectId: string }> }): Promise<Response> {
  return routeTraces(request, (await params).projectId);
}
