import { and, count, desc, type SQL, sql } from "drizzle-orm";
import { configurationGenerations } from "@/lib/db/schema";
import { type ConfigurationDiff, type GenerationPage, GenerationQuery } from "@/lib/model/configuration";
import { rule } from "@/lib/model/rule";
import { type Context } from "../context";
import { ServiceError } from "../errors";
import { parse } from "../parse";
import { currentGeneration } from "../settings";
import { describeChanges } from "./diff";
import { requireWholeView } from "./require-whole-view";
import { changedRowsOf, oldestGeneration } from "./state";

/** Every generation that is kept, newest first. */
export function listGenerations(ctx: Context, raw: GenerationQuery = {}): GenerationPage {
  requireWholeView(ctx);
  const { page, pageSize, text } = parse(GenerationQuery, raw);
  const where = and(...text.toLowerCase().split(/\s+/).filter(Boolean).map(contains));
  const countRows = (which?: SQL) =>
    ctx.db.select({ n: count() }).from(configurationGenerations).where(which).get()?.n ?? 0;
  const matching = countRows(where);
  const pages = Math.max(1, Math.ceil(matching / pageSize));
  const rows = ctx.db
    .select()
    .from(configurationGenerations)
    .where(where)
    .orderBy(desc(configurationGenerations.generation))
    .limit(pageSize)
    .offset((Math.min(page, pages) - 1) * pageSize)
    .all();
  return {
    rows,
    matching,
    total: countRows(),
    facets: {},
    current: currentGeneration(ctx.db),
    oldest: oldestGeneration(ctx.db),
  };
}

function contains(word: string): SQL {
  const { generation, event, resourceName, resourceId, userName, sourceIp } = configurationGenerations;
  const columns = [generation, event, resourceName, resourceId, userName, sourceIp];
  return sql`instr(lower(${sql.join(columns, sql` || char(10) || `)}), ${word}) > 0`;
}

/** What one generation changed. */
export function readGeneration(ctx: Context, raw: { generation: number }): ConfigurationDiff {
  requireWholeView(ctx);
  const { generation } = raw;
  if (generation > currentGeneration(ctx.db) || generation <= oldestGeneration(ctx.db)) {
    throw new ServiceError("notFound", { rule: rule("generationUnknown", { generation }) });
  }
  return describeChanges(changedRowsOf(ctx.db, generation));
}
