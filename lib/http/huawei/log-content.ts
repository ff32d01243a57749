import { runReader } from "@/lib/logs/run-reader";
import { type LogEvent, mostLogRows } from "@/lib/model/log-query";
import { searchTask } from "@/lib/services/logstream/read";
import { Fault } from "../fault";
import { ok } from "../octavia/api-call";
import type { ProjectCall } from "./routes";

const most = mostLogRows;
const usual = 50;

/**
 * `POST …/streams/{id}/content/query`: lines with all the words of `keywords` between two times, the oldest first unless
 * `is_desc` says otherwise. `line_num` counts on from the answer before.
 */
export async function queryContentRoute(call: ProjectCall): Promise<Response> {
  const body = await call.json();
  const isDescending = body.is_desc === true || body.is_desc === "true";
  const limit = Math.min(most, Math.max(1, Number(body.limit ?? usual) || usual));
  const query = {
    from: Number(body.start_time),
    to: Number(body.end_time),
    text: typeof body.keywords === "string" ? body.keywords : "",
    limit: isDescending ? limit : most,
  };
  const output = runReader(searchTask(call.ctx, call.ids[1] ?? "", query), call.request.signal);
  if (output === null) throw new Fault(503, "Too many searches are running. Wait until one of them is done.");
  const rows: string[] = [];
  let count = 0;
  for (const text of (await new Response(output).text()).trimEnd().split("\n")) {
    const event = JSON.parse(text) as LogEvent;
    if (event.type === "rows") rows.push(...event.rows);
    if (event.type === "done") count = event.matched;
    if (event.type === "failed") throw new Fault(500, "The search was cut off.");
  }
  const shown = isDescending ? rows : rows.toReversed().slice(0, limit);
  const logs = shown.map((content, index) => ({ content, line_num: String(index + 1), labels: {} }));
  return ok({ count, logs });
}
