import { partsOf, type RouteAnswer, RouteQuestion } from "@/lib/model/route-question";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { findListener } from "../find";
import { parse } from "../parse";

/** Which policy takes these URLs, told by the engine's own matcher; `unavailable` while the listener does not run. */
export async function explainRoutes(ctx: Context, raw: RouteQuestion): Promise<RouteAnswer[]> {
  const { listenerId, urls, headers } = parse(RouteQuestion, raw);
  findListener(ctx, ctx.db, listenerId);
  const sent = headers.map(({ name, value }): [string, string] => [name, value]);
  const requests = urls.map((url) => {
    const { host, path } = partsOf(url);
    return { host, path, headers: sent };
  });
  const explained = await ctx.engine.explainRoutes(listenerId, requests).catch(() => {
    throw new ServiceError("unavailable");
  });
  return urls.flatMap((url, index) => {
    const explanation = explained[index];
    return explanation === undefined ? [] : [{ url, ...explanation }];
  });
}
