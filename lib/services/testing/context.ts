import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Db, openDatabase } from "@/lib/db/client";
import { subnets } from "@/lib/db/schema";
import type { Trace } from "@/lib/model/trace";
import type { Actor, Context } from "../context";
import { type Changed, type EngineView, noEngine } from "../engine-view";
import { ServiceError } from "../errors";
import { currentGeneration, defaultProjectId } from "../settings";
import { listTraces } from "../trace/list";

export interface TestContext extends Context {
  subnetId: string;
  changes: Changed[];
  generation(): number;
  traces(): Trace[];
  as(actor: Partial<Actor>): TestContext;
}

const actor: Actor = { id: "u1", name: "admin", role: "admin", projectId: null };

/** A context over a fresh database in a directory of its own. */
export function testContext(engine: Partial<EngineView> = {}): TestContext {
  const db = openDatabase(mkdtempSync(path.join(tmpdir(), "evenkeel-")));
  return contextOver(db, actor, engine, []);
}

function contextOver(db: Db, by: Actor, engine: Partial<EngineView>, changes: Changed[]): TestContext {
  let now = Date.now();
  const changed = (more: readonly Changed[]) => void changes.push(...more);
  const ctx: TestContext = {
    db,
    engine: { ...noEngine, changed, ...engine },
    actor: by,
    source: "ConsoleAction",
    sourceIp: "127.0.0.1",
    requestId: "request-1",
    projectId: by.projectId ?? defaultProjectId(db),
    shownProjectId: null,
    now: () => now++,
    subnetId: db.select().from(subnets).get()?.id ?? "",
    changes,
    generation: () => currentGeneration(db),
    traces: () => listTraces({ ...ctx, actor }, { limit: 200 }),
    as: (other) => contextOver(db, { ...by, ...other }, engine, changes),
  };
  return ctx;
}

/** The ServiceError that `run` throws. */
export function refusalOf(run: () => unknown): ServiceError {
  try {
    run();
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
