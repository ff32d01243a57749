import { runReader } from "@/lib/logs/run-reader";
import type { LogQuery } from "@/lib/model/log-query";
import { exportTask, searchTask, tailTask } from "@/lib/services/logstream/read";
import { handleApi } from "../api-route";
import { Fault } from "../fault";

const hourMs = 3_600_000;

/**
 * `GET /api/v1/logs/STREAM/search|tail|export`: what a reader finds, as it finds it, until the asker leaves. `from` and
 * `to` in ms (by default the last hour), `q`, `lb`; of a search `limit`, `skip`, `count=0`, `top=1`; of an export
 * `format=raw|csv`.
 */
export function readStreamRoute(request: Request, streamId: string, kind: string): Promise<Response> {
  return handleApi(request, ({ ctx, url: { searchParams: asked } }) => {
    const query = readQuery(asked, ctx.now());
    if (kind === "search") return streamed(request, searchTask(ctx, streamId, query));
    if (kind === "tail") return streamed(request, tailTask(ctx, streamId, query));
    if (kind !== "export") throw new Fault(404, "The resource could not be found.");
    const format = asked.get("format") === "csv" ? "csv" : "raw";
    const name = `access-log-${new Date(query.from).toISOString().slice(0, 16).replace(":", "")}.${format === "csv" ? "csv" : "log"}`;
    return streamed(request, exportTask(ctx, streamId, query, format), {
      "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });
}

function readQuery(asked: URLSearchParams, now: number): LogQuery {
  const number = (name: string) => (asked.has(name) ? Number(asked.get(name)) : undefined);
  const to = number("to") ?? now;
  return {
    to,
    from: number("from") ?? Math.max(0, to - hourMs),
    text: asked.get("q") ?? "",
    loadBalancerId: asked.get("lb") ?? undefined,
    limit: number("limit"),
    skip: number("skip"),
    count: asked.get("count") !== "0",
    top: asked.get("top") === "1",
  };
}

function streamed(
  request: Request,
  task: Parameters<typeof runReader>[0],
  headers: Record<string, string> = {},
): Response {
  const body = runReader(task, request.signal);
  if (body === null) throw new Fault(503, "Too many searches are running. Wait until one of them is done.");
  return new Response(body, {
    headers: { "Content-Type": "application/x-ndjson", "X-Accel-Buffering": "no", ...headers },
  });
}
