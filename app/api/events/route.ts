import { findEngineClient } from "@/lib/engine-client/instance";
import { authenticate } from "@/lib/http/api-route";
import { openEventStream } from "@/lib/http/event-stream";

export const dynamic = "force-dynamic";

/** The one stream of a tab: state and live samples; its events are in lib/model/live. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await authenticate(request);
  if (ctx === null) return new Response(null, { status: 401 });
  // Samples and members are not told apart by project yet: who may see one project only gets none.
  if (ctx.actor.projectId !== null) return new Response(null, { status: 403 });
  const engine = findEngineClient();
  if (engine === null) return new Response(null, { status: 503, headers: { "Retry-After": "2" } });
  const allowed = async () => (await authenticate(request)) !== null;
  return new Response(openEventStream(engine, request.signal, allowed), {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
