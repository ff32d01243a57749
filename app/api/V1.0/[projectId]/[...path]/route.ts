import { routeCloudEye } from "@/lib/http/huawei/routes";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ projectId: string; path: string[] }> };

async function handle(request: Request, { params }: Params): Promise<Response> {
  const { projectId, path } = await params;
  return routeCloudEye(request, projectId, path);
}

export { handle as DELETE, handle as GET, handle as POST, handle as PUT };
