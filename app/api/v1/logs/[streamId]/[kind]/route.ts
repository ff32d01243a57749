import { readStreamRoute } from "@/lib/http/logs/read-stream";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ streamId: string; kind: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { streamId, kind } = await params;
  return readStreamRoute(request, streamId, kind);
}
