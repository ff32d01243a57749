import { findEngineClient } from "@/lib/engine-client/instance";
import { authenticate } from "@/lib/http/api-route";
import { openEventStream } from "@/lib/http/event-stream";
import { liveScope } from "@/lib/services/topology/live-scope";

export const dynamic = "force-dynamic";

/** The one stream of a tab: state and live samples; its events are in lib/model/live. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await authenticate(request);
  if (ctx === null) return new Response(null, { status: 401 });
  const engine = findEngineClient();
  if (engine === null) return new Response(null, { status: 503, headers: { "Retry-After": "2" } });
  // Another project is another stream: the reader opens it anew and begins with its snapshot.
  const allowed = async () => {
    const now = await authenticate(request);
    return now !== null && now.actor.projectId === ctx.actor.projectId;
  };
  return new Response(openEventStream(engine, request.signal, allowed, liveScope(ctx)), {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
