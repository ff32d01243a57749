"use client";

import { readAccessLogAction } from "@/lib/actions/access-log";
import { readLogLine } from "@/lib/model/log-line";
import { type LogEvent, mostLogRows } from "@/lib/model/log-query";
import { logsUrl } from "./log-search";

const hourMs = 3_600_000;

/**
 * The different URLs that a listener was asked for within the last hour, the most frequent of its newest lines first, at
 * most `most`. Null: its load balancer writes no access log.
 */
export async function readLoggedUrls(
  loadBalancerId: string,
  listenerId: string,
  most: number,
): Promise<string[] | null> {
  const accessLog = await readAccessLogAction(loadBalancerId);
  if (!accessLog.ok || accessLog.data === null) return null;
  const to = Date.now();
  const search = { streamId: accessLog.data.streamId, loadBalancerId, text: `listener:${listenerId}` };
  const url = logsUrl("search", { ...search, from: to - hourMs, to }, { limit: String(mostLogRows), count: "0" });
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  const events = (await response.text()).trimEnd().split("\n");
  const counts = new Map<string, number>();
  for (const text of events) {
    const event = JSON.parse(text) as LogEvent;
    for (const row of event.type === "rows" ? event.rows : []) {
      const line = readLogLine(row);
      if (line === null || line.method === "" || /[^!-~]/.test(line.path)) continue;
      const asked = `${line.scheme}://${line.host}${line.path}`;
      counts.set(asked, (counts.get(asked) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([asked]) => asked);
}
