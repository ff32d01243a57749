import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type LogTransfer, type TransferTarget, TransferPath } from "@/lib/model/log-transfer";
import { logLine, streamOf } from "../testing/lines";
import { credentials, type S3Server, startS3 } from "../testing/s3-server";
import { runTransfer, settleMs, type TransferState } from "./run-transfer";
import { openSink } from "./sink";

const minute = 60_000;
/** On a border of two minutes. */
const start = Date.UTC(2026, 10, 22, 10, 0);
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUps.splice(0)) await clean();
});

function folder(directory: string): string {
  cleanUps.push(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Two workers with a line every second for five minutes. */
function fiveMinutes(): { directory: string; lines: string[][] } {
  const of = (worker: number) =>
    Array.from({ length: 300 }, (_, i) => logLine({ at: start + i * 1000 + worker, path: `/w${worker}/${i}` }));
  const lines = [of(0), of(1)];
  const files = lines.map((own, worker) => ({ worker, beganAt: start, lines: own, rest: "1795387531.982 cut off" }));
  return { directory: folder(streamOf(files)), lines };
}

function transferTo(target: TransferTarget, over: Partial<LogTransfer> = {}): LogTransfer {
  return {
    id: "t",
    streamId: "s",
    target,
    path: "logs/{group}/{stream}/{year}/{month}/{day}",
    prefix: "elb_",
    gzip: false,
    periodMinutes: 2,
    enabled: true,
    createdAt: start,
    doneUntil: start,
    objects: 0,
    bytes: 0,
    lastObject: "",
    lastAt: null,
    lastError: "",
    failures: 0,
    nextTryAt: 0,
    ...over,
  };
}

/** Runs a transfer as it was last kept, at a time. */
function runner(first: LogTransfer, directory: string, secret = credentials.secret) {
  let transfer = first;
  const kept: TransferState[] = [];
  const run = async (now: number, signal = new AbortController().signal) => {
    await runTransfer({
      transfer,
      names: { group: "g", stream: "s" },
      directory,
      sink: openSink(transfer.target, secret),
      now: () => now,
      signal,
      keep(state) {
        kept.push(state);
        transfer = { ...transfer, ...state };
      },
    });
    return transfer;
  };
  return { run, kept };
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8", withFileTypes: false })
    .filter((name) => /\.(log|gz|part)$/.test(name))
    .toSorted();
}

describe("a transfer to a directory", () => {
  it("puts one object a file and period, with the period's lines and no others", async () => {
    const { directory, lines } = fiveMinutes();
    const out = folder(mkdtempSync(join(tmpdir(), "evenkeel-out-")));
    const { run, kept } = runner(transferTo({ type: "directory", directory: out }), directory);
    expect(await run(start + 2 * minute)).toMatchObject({ objects: 0 });
    const after = await run(start + 5 * minute + settleMs);
    expect(after).toMatchObject({ objects: 4, doneUntil: start + 4 * minute, lastError: "", failures: 0 });
    const files = filesUnder(out);
    expect(files).toEqual([
      "logs/g/s/2026/11/22/elb_20261122T1000Z_20261122T100000000Z-w0.log",
      "logs/g/s/2026/11/22/elb_20261122T1000Z_20261122T100000000Z-w1.log",
      "logs/g/s/2026/11/22/elb_20261122T1002Z_20261122T100000000Z-w0.log",
      "logs/g/s/2026/11/22/elb_20261122T1002Z_20261122T100000000Z-w1.log",
    ]);
    expect(after.lastObject).toBe(files[3]);
    const text = (index: number) =>
      readFileSync(join(out, files[index] ?? ""), "latin1")
        .trimEnd()
        .split("\n");
    expect(text(0)).toEqual(lines[0]?.slice(0, 120));
    expect(text(3)).toEqual(lines[1]?.slice(120, 240));
    expect(kept).toHaveLength(2);
    await run(start + 5 * minute + settleMs);
    expect(filesUnder(out)).toHaveLength(4);
  });

  it("says why it failed, waits longer each time, and goes on where it stopped", async () => {
    const { directory } = fiveMinutes();
    const { run } = runner(transferTo({ type: "directory", directory: "/proc/nowhere" }), directory);
    let now = start + 3 * minute;
    const pauses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const { nextTryAt, lastError, failures } = await run(now);
      expect(lastError).toMatch(/ENOENT/);
      expect(failures).toBe(i + 1);
      pauses.push(nextTryAt - now);
      // Before its time nothing is tried.
      expect(await run(nextTryAt - 1)).toMatchObject({ failures });
      now = nextTryAt;
    }
    expect(pauses.slice(0, 3)).toEqual([10_000, 20_000, 40_000]);
    expect(pauses.at(-1)).toBe(900_000);
  });
});

describe("a transfer to a bucket", () => {
  async function bucket(over: Partial<LogTransfer> = {}, secret?: string) {
    const s3: S3Server = await startS3("elb-logs");
    cleanUps.push(() => s3.stop());
    const { accessKey, region } = credentials;
    const target = { type: "s3", endpoint: s3.endpoint, bucket: "elb-logs", accessKey, region } as const;
    const { directory, lines } = fiveMinutes();
    return { s3, lines, ...runner(transferTo(target, over), directory, secret) };
  }

  it("signs what it puts, packed where asked for", async () => {
    const { s3, run, lines } = await bucket({ gzip: true, path: "a b~(1)/{day}", prefix: "" });
    expect(await run(start + 2 * minute + settleMs)).toMatchObject({ objects: 2, lastError: "" });
    const object = s3.objects.get("elb-logs/a b~(1)/22/20261122T1000Z_20261122T100000000Z-w1.log.gz");
    expect(
      gunzipSync(object as Buffer)
        .toString("latin1")
        .trimEnd()
        .split("\n"),
    ).toEqual(lines[1]?.slice(0, 120));
  });

  it("is refused with a wrong secret, and says so", async () => {
    const { s3, run } = await bucket({}, "wrong");
    const { lastError, objects, doneUntil } = await run(start + 10 * minute);
    expect([lastError, objects, doneUntil]).toEqual(["403 SignatureDoesNotMatch refused", 0, start]);
    expect(s3.objects.size).toBe(0);
  });

  it("puts every object once in the end, whatever fails on the way", async () => {
    const { s3, run } = await bucket();
    s3.fail.push(503);
    let state = await run(start + 10 * minute);
    expect(state).toMatchObject({ lastError: "503 SlowDown refused", failures: 1, objects: 0 });
    // The second of two objects is cut off: the first one is put again in its own place.
    state = await run(state.nextTryAt);
    expect(state).toMatchObject({ failures: 0, lastError: "", objects: 6, doneUntil: start + 8 * minute });
    expect(s3.objects.size).toBe(6);
    expect(new Set(s3.puts).size).toBe(6);
  });

  it("does what was not kept again, in the same place", async () => {
    const { s3, run } = await bucket();
    const stopping = new AbortController();
    s3.fail.push("cut");
    const cut = await run(start + 2 * minute + settleMs, stopping.signal);
    expect(cut).toMatchObject({ failures: 1, doneUntil: start });
    s3.puts.length = 0;
    s3.objects.clear();
    stopping.abort();
    expect(await run(cut.nextTryAt, stopping.signal)).toMatchObject({ objects: 0 });
    expect(await run(cut.nextTryAt)).toMatchObject({ objects: 2 });
    expect([...s3.objects.keys()].toSorted()).toEqual(s3.puts.toSorted());
  });
});

describe("a transfer to a syslog collector", () => {
  it("sends every line as a message of RFC 5424 with its length in front", async () => {
    let received = Buffer.alloc(0);
    const server = createServer((socket) => {
      socket.on("data", (part) => {
        received = Buffer.concat([received, part]);
      });
      socket.on("end", () => socket.end());
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    cleanUps.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const { directory, lines } = fiveMinutes();
    const { run } = runner(transferTo({ type: "syslog", host: "127.0.0.1", port }), directory);
    expect(await run(start + 2 * minute + settleMs)).toMatchObject({ objects: 2, lastError: "" });
    const messages: string[] = [];
    for (let at = 0; at < received.length; ) {
      const space = received.indexOf(" ", at);
      const length = Number(received.subarray(at, space).toString());
      messages.push(received.subarray(space + 1, space + 1 + length).toString("latin1"));
      at = space + 1 + length;
    }
    const shape = /^<134>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) \S+ evenkeel - access - (.*)$/;
    const read = messages.map((message) => shape.exec(message));
    expect(read.map((one) => one?.[2])).toEqual([
      ...(lines[0]?.slice(0, 120) ?? []),
      ...(lines[1]?.slice(0, 120) ?? []),
    ]);
    expect(read[0]?.[1]).toBe(new Date(start).toISOString());
  });

  it("says that nobody listens", async () => {
    const { directory } = fiveMinutes();
    const { run } = runner(transferTo({ type: "syslog", host: "127.0.0.1", port: 1 }), directory);
    expect((await run(start + 3 * minute)).lastError).toMatch(/ECONNREFUSED/);
  });
});

it("refuses paths that lead elsewhere", () => {
  const fits = (path: string) => TransferPath.safeParse(path).success;
  expect(["", "a/{group}", "{year}-{month}"].every(fits)).toBe(true);
  expect(["../a", "a/../b", "/a", "a/", "a//b", "{user}", "{", "a b", "a/./b"].some(fits)).toBe(false);
});
