import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { bootstrapAuth } from "@/lib/auth/bootstrap";
import type * as AuthContext from "@/lib/auth/context";
import type { Context } from "@/lib/services/context";
import { reads } from "@/lib/services/testing/walk/reads";
import { findVerbs } from "@/lib/services/testing/walk/verbs";
import { buildWorld, contents, mark, ownIds, type Walked, type World } from "@/lib/services/testing/walk/world";
import { writes } from "@/lib/services/testing/walk/writes";
import type { ActionResult, ItemResult } from "./result";

let asked: Context | null = null;
vi.mock("next/headers", () => ({ headers: async () => new Headers({ host: "localhost:3000" }) }));
vi.mock("@/lib/auth/context", async (original) => {
  const real = await original<typeof AuthContext>();
  const sessionContext: typeof real.sessionContext = async (...given) => asked ?? real.sessionContext(...given);
  return { ...real, sessionContext };
});

interface FoundAction {
  file: string;
  name: string;
  /** The one verb that it hands its own argument to; null: it is in {@link others}. */
  verb: string | null;
}

function actionsOf(file: string): FoundAction[] {
  const text = readFileSync(`lib/actions/${file}`, "utf8");
  if (!text.startsWith('"use server"')) return [];
  return [...text.matchAll(/^export async function (\w+)\([^)]*\)[^{]*\{\n([^]*?)\n\}/gm)].map(
    ([, name = "", body = ""]) => {
      const whole = body.replaceAll(/\s+/g, " ").trim();
      const handed = /^return run(?:Action|Command)\((?:\(ctx\) => (?:void )?(\w+)\(ctx(?:, \w+)*\)|(\w+))\);$/.exec(
        whole,
      );
      const verb = keys.get(handed?.[1] ?? handed?.[2] ?? "") ?? null;
      return { file, name, verb: name in others ? null : verb };
    },
  );
}

type Way = { of: (world: World) => unknown[] } & ({ reads: true } | { writes: true } | { public: true });
const listing = { of: () => [], reads: true } as const;

/** Actions that do more than hand over what they were given. */
const others: Readonly<Record<string, Way>> = {
  readShownLogGroupsAction: listing,
  readAlarmTargetsAction: listing,
  readAlarmRulesAction: listing,
  readThresholdsAction: { of: (w) => ["loadbalancer", w.balancer], reads: true },
  switchAlarmRulesAction: { of: (w) => [[w.rule], false], writes: true },
  deleteAlarmRulesAction: { of: (w) => [[w.rule]], writes: true },
  readAlarmObjectsAction: { of: (w) => ["loadbalancer", w.project], reads: true },
  readGenerationAction: { of: (w) => [w.generation], reads: true },
  previewRestoreAction: { of: (w) => [w.generation - 1], writes: true },
  previewRestoreObjectAction: { of: (w) => [w.trace], writes: true },
  restoreObjectAction: { of: (w) => [w.trace], writes: true },
  setKeptDaysAction: { of: () => [12], writes: true },
  readEipsAction: listing,
  readUnboundEipsAction: listing,
  readL7PoliciesAction: { of: (w) => [w.listener], reads: true },
  deleteLoadBalancersAction: { of: (w) => [[w.balancer]], writes: true },
  switchLoadBalancersAction: { of: (w) => [[w.balancer], false], writes: true },
  tagLoadBalancersAction: { of: (w) => [[w.balancer], { key: "a", value: "b" }], writes: true },
  readLogTransfersAction: listing,
  createSampleAction: { of: () => [], public: true },
  clearSourceSessionsAction: { of: (w) => [w.pool], writes: true },
  deleteScalingLinksAction: { of: (w) => [w.scaling, [w.link]], writes: true },
  readSessionsAction: listing,
  endSessionsAction: { of: (w) => [[w.session]], writes: true },
  completeSetupAction: { of: () => [{ password: "a long password" }], public: true },
  changePasswordAction: {
    of: () => [{ currentPassword: "a long password", password: "another password" }],
    public: true,
  },
};

const keys = new Map(findVerbs().map(({ key, name }) => [name, key]));
const actions = readdirSync("lib/actions")
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .flatMap(actionsOf);
const modules = import.meta.glob<Record<string, (...given: unknown[]) => Promise<ActionResult<unknown>>>>("./*.ts");

let walked: Walked;
beforeAll(async () => {
  walked = await buildWorld();
  // Who is nobody is found out in the database of the process: its first visit is over.
  process.env.EVENKEEL_ADMIN_PASSWORD = "correct horse";
  await bootstrapAuth(() => {});
});

async function run(action: FoundAction, given: unknown[], as: Context | null): Promise<ActionResult<unknown>> {
  asked = as;
  const work = (await modules[`./${action.file}`]?.())?.[action.name];
  if (work === undefined) throw new Error(`${action.name} is not exported`);
  return work(...given).finally(() => (asked = null));
}

function wayOf({ name, verb }: FoundAction): { given: unknown[]; isRead: boolean; isWrite: boolean } {
  const { world } = walked;
  const other = others[name];
  if (other !== undefined) return { given: other.of(world), isRead: "reads" in other, isWrite: "writes" in other };
  const [read, write] = [reads[verb ?? ""], writes[verb ?? ""]];
  const isWrite = write !== undefined && write.strangerMay !== true && write.everyoneMay !== true;
  return { given: (read ?? write)?.of(world) ?? [], isRead: read !== undefined, isWrite };
}

/** Words of the refusals of one or of each. */
function refusals(result: ActionResult<unknown>): string[] {
  if (!result.ok) return [result.error.code];
  return Array.isArray(result.data)
    ? (result.data as ItemResult[]).map(({ error }) => error?.code ?? "done")
    : ["done"];
}

test("every action is walked", () => {
  expect(actions.length).toBeGreaterThan(140);
  expect(actions.filter(({ name, verb }) => verb === null && !(name in others))).toEqual([]);
  const names = new Set(actions.map(({ name }) => name));
  expect(Object.keys(others).filter((name) => !names.has(name))).toEqual([]);
});

describe.each(actions)("$name", (action) => {
  test("answers nobody, and writes nothing for nobody", async () => {
    const { db } = walked.as("admin");
    const before = contents(db);
    const result = await run(action, wayOf(action).given, null);
    expect(result.ok).toBe(false);
    if (action.name !== "completeSetupAction") expect(refusals(result)).toEqual(["unauthenticated"]);
    expect(contents(db)).toEqual(before);
  });

  test("writes for its own people alone", async () => {
    const { given, isWrite } = wayOf(action);
    if (!isWrite) return;
    const { db } = walked.as("admin");
    const before = contents(db);
    for (const person of ["reader", "stranger"] as const) {
      expect(refusals(await run(action, given, walked.as(person)))).toEqual(["forbidden"]);
    }
    expect(contents(db)).toEqual(before);
  });

  test("shows a stranger nothing of another project", async () => {
    const { given, isRead } = wayOf(action);
    if (!isRead) return;
    const result = await run(action, given, walked.as("stranger", walked.fork()));
    const told = JSON.stringify(result.ok ? result.data : result.error.fields);
    expect(told ?? "").not.toContain(mark);
    for (const [kind, id] of Object.entries(ownIds(walked.world)))
      expect(told?.includes(id) ?? false, kind).toBe(false);
  });
});
