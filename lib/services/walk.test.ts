import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { ServiceError } from "./errors";
import { ask, reads } from "./testing/walk/reads";
import { findVerbs } from "./testing/walk/verbs";
import { buildWorld, contents, mark, ownIds, type Person, type Walked } from "./testing/walk/world";
import { internals, writes } from "./testing/walk/writes";

const verbs = findVerbs();
const modules = import.meta.glob("./*/*.ts") as Record<string, () => Promise<Record<string, unknown>>>;
let walked: Walked;

beforeAll(async () => {
  walked = await buildWorld();
});

async function load({ file, name }: { file: string; name: string }): Promise<unknown> {
  return (await modules[`./${file}`]?.())?.[name];
}

/** Word of the refusal, or "done". */
async function outcome(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof ServiceError) return error.code;
      throw error;
    },
  );
}

test("every verb of the services is walked, and none that is not there", () => {
  const known = [...Object.keys(reads), ...Object.keys(writes), ...Object.keys(internals)];
  expect(verbs.length).toBeGreaterThan(150);
  expect(known.toSorted()).toEqual(verbs.map(({ key }) => key).toSorted());
});

test("what is no verb is asked for by nobody outside, but by the console's own clocks", () => {
  const clocks = /^lib\/http\/start-\w+\.ts$/;
  const outside = ["app", "components", "lib/actions", "lib/http"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const askers = outside
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test.") && !clocks.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
  const asked = Object.keys(internals).flatMap((key) => {
    const [path = "", name = ""] = key === "member/ids.memberIdsOf" ? [] : key.split(".");
    // The API names servers by it under groups that it has read.
    if (path === "") return [];
    const imported = new RegExp(`\\b${name}\\b[^;]*from "@/lib/services/${path}"`);
    return askers.filter(({ text }) => imported.test(text)).map(({ file }) => `${file} ${name}`);
  });
  expect(asked).toEqual([]);
});

describe.each(verbs.filter(({ key }) => key in writes))("$key", (verb) => {
  const { of, admin, strangerMay, everyoneMay, needsMore } = writes[verb.key] ?? { of: () => [] };
  const attempt = async (person: Person) => {
    const db = walked.fork();
    const ctx = walked.as(person, db);
    const before = contents(db);
    const events = () =>
      db.$client.prepare("select count(*) from traces where rating = 'warning'").pluck().get() as number;
    const warned = events();
    const word = await outcome(ask(await load(verb), ctx, of(walked.world)));
    return { word, before, after: contents(db), warnings: events() - warned };
  };

  test.skipIf(everyoneMay).each(["reader", "stranger", ...(admin ? (["owner"] as const) : [])] as const)(
    "is refused to the %s, who writes nothing",
    async (person) => {
      if (person === "stranger" && strangerMay) {
        const { before, after } = await attempt(person);
        for (const [table, rows] of Object.entries(before)) {
          if (table !== "settings") expect(after[table], table).toEqual(expect.arrayContaining(rows));
        }
        return;
      }
      const { word, before, after, warnings } = await attempt(person);
      expect(word).toBe("forbidden");
      expect(after).toEqual(before);
      expect(warnings).toBe(verb.audited ? 1 : 0);
    },
  );

  test.skipIf(needsMore)("is done for who may", async () => {
    expect((await attempt(admin || sharedVerb(verb.key) ? "admin" : "owner")).word).toBe("done");
  });
});

/** Networks are the installation's: who has one project only cannot change them for all. */
function sharedVerb(key: string): boolean {
  return key.startsWith("vpc/") || key.startsWith("subnet/") || key.startsWith("token/delete");
}

describe.each(verbs.filter(({ key }) => key in reads))("$key", (verb) => {
  const { of, shared, admin } = reads[verb.key] ?? { of: () => [] };
  const read = async (person: Person) => ask(await load(verb), walked.as(person), of(walked.world));
  const told = (answer: unknown) =>
    JSON.stringify(answer, (_, value: unknown) => (value instanceof Map ? [...value] : value)) ?? "";

  test("shows a stranger nothing of another project", async () => {
    const answer = await read("stranger").then(told, (error: unknown) => {
      expect(error).toBeInstanceOf(ServiceError);
      expect(["forbidden", "notFound"]).toContain((error as ServiceError).code);
      return "";
    });
    expect(answer).not.toContain(mark);
    for (const [kind, id] of Object.entries(ownIds(walked.world))) expect(answer.includes(id), kind).toBe(false);
  });

  test.skipIf(shared)("shows it to who may", async () => {
    const answer = told(await read(admin ? "admin" : "owner"));
    const { world } = walked;
    expect([mark, world.project, world.stream, world.sample].some((word) => answer.includes(word))).toBe(true);
  });

  test.runIf(admin)("is refused to the reader", async () => {
    expect(await outcome(read("reader"))).toBe("forbidden");
  });
});
