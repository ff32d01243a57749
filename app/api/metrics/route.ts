import { handleApi } from "@/lib/http/api-route";
import { exposition } from "@/lib/http/prometheus";

export const dynamic = "force-dynamic";

/** What Prometheus scrapes, with a token of the API as its bearer token. */
export function GET(request: Request): Promise<Response> {
  return handleApi(request, async ({ ctx }) => {
    return new Response(await exposition(ctx), {
      headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
    });
  });
}
