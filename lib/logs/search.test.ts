import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { readLogLine } from "@/lib/model/log-line";
import { type LogEvent, LogQuery } from "@/lib/model/log-query";
import { exportLogs } from "./export";
import { searchLogs } from "./search";
import { listSegments } from "./segments";
import { type LineValues, logLine, streamOf } from "./testing/lines";

const start = Date.UTC(2026, 10, 22, 10);
const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function stream(...files: Parameters<typeof streamOf>[0]): string {
  const directory = streamOf(files);
  directories.push(directory);
  return directory;
}

/** Files of two workers with lines at these times. */
function spread(lines: LineValues[]): string {
  const of = (worker: number) => lines.filter((_, index) => index % 2 === worker).map(logLine);
  return stream({ worker: 0, beganAt: start - 1000, lines: of(0) }, { worker: 1, beganAt: start - 1000, lines: of(1) });
}

async function search(directory: string, query: Partial<LogQuery> = {}) {
  const events: LogEvent[] = [];
  const asked = LogQuery.parse({ from: start - 1e6, to: start + 1e9, ...query });
  await searchLogs(directory, asked, (event) => void events.push(event));
  const done = events.at(-1);
  if (done?.type !== "done") throw new Error("the search is not done");
  return { events, done, rows: events.flatMap((event) => (event.type === "rows" ? event.rows : [])) };
}

describe("a search", () => {
  it("gives the newest lines of all workers first, and counts all of them over time by class", async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => ({ at: start + i * 1000, status: i % 10 === 0 ? 502 : 200 }));
    const { rows, done, events } = await search(spread(lines), { from: start, to: start + 999_999, limit: 3 });
    expect(rows.map((row) => readLogLine(row)?.at)).toEqual([start + 999_000, start + 998_000, start + 997_000]);
    expect(done).toMatchObject({ matched: 1000, lines: 1000, more: true });
    expect(done.bytesDone).toBe(done.bytesTotal);
    const first = events[0];
    if (first?.type !== "start") throw new Error("no start");
    const { buckets } = done;
    const perBucket = first.bucketMs / 1000;
    expect(buckets.slice(0, 5)).toEqual([0, perBucket * 0.9, 0, 0, perBucket * 0.1]);
    expect(buckets.reduce((sum, count) => sum + count, 0)).toBe(1000);
  });

  it("finds the lines of a time range in large files without reading the rest", async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => ({ at: start + i * 100, path: `/${i}` }));
    const directory = spread(lines);
    const { rows, done } = await search(directory, { from: start + 1_000_000, to: start + 1_000_900, limit: 500 });
    expect(rows.map((row) => readLogLine(row)?.path)).toEqual(Array.from({ length: 10 }, (_, i) => `/${10_009 - i}`));
    const all = listSegments(directory).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(done.bytesTotal).toBeLessThan(all / 100);
  });

  it("goes on behind the last row that was shown", async () => {
    const lines = Array.from({ length: 300 }, (_, i) => ({ at: start + Math.floor(i / 7) * 10, path: `/${i}` }));
    const directory = spread(lines);
    const whole = (await search(directory, { limit: 300 })).rows;
    const got: string[] = [];
    let [to, skip, more] = [start + 1e9, 0, true];
    while (more) {
      const page = await search(directory, { to, skip, limit: 40, count: false });
      got.push(...page.rows);
      more = page.done.more;
      to = readLogLine(got.at(-1) ?? "")?.at ?? 0;
      skip = got.filter((row) => readLogLine(row)?.at === to).length;
    }
    expect(got).toEqual(whole);
  });

  it("leaves out what was cut off, and what is no line", async () => {
    const lines = [logLine({ at: start }), "no line at all", logLine({ at: start + 1 })];
    const directory = stream({ worker: 0, beganAt: start, lines, rest: logLine({ at: start + 2 }).slice(0, 60) });
    expect((await search(directory)).done).toMatchObject({ matched: 2 });
    const [{ path, bytes } = { path: "", bytes: 0 }] = listSegments(directory);
    truncateSync(path, bytes - 40);
    expect((await search(directory, { text: "path:/" })).rows).toHaveLength(2);
    expect((await search(join(directory, "nowhere"))).done).toMatchObject({ matched: 0, bytesTotal: 0 });
  });

  it("counts the most frequent paths, clients, states and servers", async () => {
    const lines = [
      ...Array.from({ length: 6 }, (_, i) => ({ at: start + i, path: `/a?x=${i}`, client: "10.0.0.9" })),
      { at: start + 10, path: "/b", status: 502, servers: ["10.1.1.2:80", "10.1.1.3:80"] },
    ];
    const { done } = await search(spread(lines), { top: true });
    expect(done.top).toMatchObject({
      path: [
        { value: "/a", count: 6, failed: 0 },
        { value: "/b", count: 1, failed: 1 },
      ],
      client: [{ value: "10.0.0.9", count: 6 }, { value: "10.0.0.1" }],
      status: [{ value: "200", count: 6 }, { value: "502" }],
    });
    expect(done.top?.server).toContainEqual({ value: "10.1.1.2:80", count: 1, failed: 0 });
    expect(done.top?.server).toContainEqual({ value: "10.1.1.3:80", count: 1, failed: 1 });
  });
});

describe("the words of a search", () => {
  const lines: LineValues[] = [
    { at: start, path: "/Login?next=%2F", status: 302, client: "10.0.0.1", agent: "Mozilla" },
    { at: start + 1, path: "/login", status: 404, client: "10.0.0.2", servers: [] },
    { at: start + 2, path: "/img/a.png", status: 200, seconds: "1.500", method: "HEAD", host: "img.example:8080" },
    { at: start + 3, path: "/api/x", status: 502, servers: ["10.1.1.2:80", "10.1.1.3:81"], seconds: "0.099" },
    { at: start + 4, path: "/q", agent: String.raw`say \x22hi\x22 \xE4\xBD\xA0` },
    { at: start + 5, path: "/other", loadBalancerId: "0d4b5b1e-5a10-4f0e-9d7a-6a1b1b8f0001", listenerId: "li-2" },
  ];
  const cases: [text: string, paths: string[]][] = [
    ["", ["/other", "/q", "/api/x", "/img/a.png", "/login", "/Login?next=%2F"]],
    ["login", ["/login", "/Login?next=%2F"]],
    ["Login", ["/Login?next=%2F"]],
    ["-login -q", ["/other", "/api/x", "/img/a.png"]],
    ["status:404", ["/login"]],
    ["status:4xx,5XX", ["/api/x", "/login"]],
    ["-status:200 status:*", ["/api/x", "/login", "/Login?next=%2F"]],
    ["path:/login", ["/login"]],
    ["path:/Login", ["/Login?next=%2F"]],
    ["path:/Login?next=*", ["/Login?next=%2F"]],
    ["path:*.png", ["/img/a.png"]],
    ["path:/i*a*g", ["/img/a.png"]],
    ["method:HEAD,POST", ["/img/a.png"]],
    ["host:img.example:8080", ["/img/a.png"]],
    ["client:10.0.0.2", ["/login"]],
    ["server:10.1.1.3", ["/api/x"]],
    ["server:10.1.1.3:81", ["/api/x"]],
    ["server:10.1.1.3:8", []],
    ["server:-", ["/login"]],
    ["agent:*mozilla*", []],
    ["agent:Moz*", ["/Login?next=%2F"]],
    ['agent:"say \\"hi\\" 你"', ["/q"]],
    ["你", ["/q"]],
    ["ms:>1000", ["/img/a.png"]],
    ["ms:99", ["/api/x"]],
    ["ms:50-100 -status:2xx", ["/api/x"]],
    ["ms:>=1500", ["/img/a.png"]],
    ["ms:slow", []],
    ["tries:0", ["/login"]],
    ["tries:>1", ["/api/x"]],
    ["listener:li-2", ["/other"]],
    ["http://img", ["/img/a.png"]],
  ];
  it.each(cases)("%s", async (text, paths) => {
    const { rows } = await search(spread(lines), { text });
    expect(rows.map((row) => readLogLine(row)?.path)).toEqual(paths);
  });

  it("with a load balancer give its lines only", async () => {
    const loadBalancerId = "0d4b5b1e-5a10-4f0e-9d7a-6a1b1b8f0001";
    expect((await search(spread(lines), { loadBalancerId })).rows).toHaveLength(1);
  });

  it("find what a plain look at each line finds", async () => {
    const paths = ["/a", "/aa", "/ab", "/b?a", "/A"];
    const line = fc.record({
      status: fc.constantFrom(200, 404, 502),
      path: fc.constantFrom(...paths),
      client: fc.constantFrom("10.0.0.1", "10.0.0.11"),
    });
    const words = fc.constantFrom(
      "a",
      "A",
      "b",
      "status:404",
      "status:2xx",
      "path:/a",
      "path:/a*",
      "client:10.0.0.1",
      "-b",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 60 }),
        fc.uniqueArray(words, { maxLength: 3 }),
        async (all, asked) => {
          const values = all.map((one, i) => ({ ...one, at: start + i }));
          const directory = spread(values);
          const { rows } = await search(directory, { text: asked.join(" ") });
          const fits = (one: (typeof values)[number], word: string): boolean => {
            const text = logLine(one);
            const path = one.path.split("?")[0] ?? "";
            if (word === "status:404") return one.status === 404;
            if (word === "status:2xx") return one.status === 200;
            if (word === "path:/a") return path === "/a";
            if (word === "path:/a*") return path.startsWith("/a");
            if (word === "client:10.0.0.1") return one.client === "10.0.0.1";
            if (word === "-b") return !text.toLowerCase().includes("b");
            return word === "A" ? text.includes("A") : text.toLowerCase().includes(word);
          };
          const wanted = values.filter((one) => asked.every((word) => fits(one, word)));
          expect(rows).toEqual(wanted.toReversed().map(logLine));
          rmSync(directory, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("an export", () => {
  it("has every matching line, the newest first, raw or as a table without formulas", async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => ({ at: start + i, path: `/${i}`, agent: "=1+1" }));
    const directory = spread(lines);
    const query = LogQuery.parse({ from: start, to: start + 1e6 });
    let raw = "";
    await exportLogs(directory, query, "raw", (text) => void (raw += text));
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(hash(raw)).toBe(
      hash(
        lines
          .toReversed()
          .map((line) => `${logLine(line)}\n`)
          .join(""),
      ),
    );
    let csv = "";
    const few = LogQuery.parse({ from: start, to: start + 1e6, text: "path:/17" });
    await exportLogs(directory, few, "csv", (text) => void (csv += text));
    const [head, row, rest] = csv.split("\n");
    expect(head?.split(",")).toHaveLength(32);
    expect(row).toContain(",GET http://shop.example/17 HTTP/1.1,");
    expect(row).toContain(",'=1+1,");
    expect(rest).toBe("");
  });
});

it("finds what grep finds", async () => {
  const lines = Array.from({ length: 3000 }, (_, i) => ({ at: start + i, path: `/${(i * 7919) % 1000}` }));
  const directory = spread(lines);
  const count = Number(execFileSync("sh", ["-c", `cat ${directory}/*.log | grep -c '/99'`], { encoding: "utf8" }));
  expect((await search(directory, { text: '"/99"' })).done.matched).toBe(count);
});
