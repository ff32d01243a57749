import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { logTransfers } from "@/lib/db/schema";
import { segmentName } from "@/lib/model/log-segment";
import { createLogGroup } from "../loggroup/create";
import { createLogStream } from "../logstream/create";
import { refusalOf, testContext } from "../testing/context";
import { createLogTransfer } from "./create";
import { deleteLogTransfer } from "./delete";
import { listLogTransfers } from "./list";
import { runLogTransfers } from "./run-all";
import { updateLogTransfer } from "./update";

beforeAll(() => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-transfer-"));
});

const s3 = {
  type: "s3",
  endpoint: "https://obs.example.com",
  region: "cn-north-4",
  bucket: "elb-logs",
  accessKey: "AK",
} as const;

function setUp() {
  const ctx = testContext();
  const group = createLogGroup(ctx, { name: "g" });
  const stream = createLogStream(ctx, { groupId: group.id, name: "s" });
  return { ctx, stream };
}

describe("a log transfer", () => {
  it("is made, changed and deleted, audited, and tells no secret", () => {
    const { ctx, stream } = setUp();
    const made = createLogTransfer(ctx, { streamId: stream.id, target: s3, secret: "top/secret" });
    expect(made).toMatchObject({ periodMinutes: 180, gzip: true, enabled: true, doneUntil: made.createdAt });
    const stored = ctx.db.select().from(logTransfers).get();
    expect(stored?.sealedSecret).not.toBe("");
    expect(JSON.stringify([stored, ctx.traces(), made])).not.toContain("top/secret");
    const changed = updateLogTransfer(ctx, { id: made.id, enabled: false });
    expect(changed).toEqual({ ...made, enabled: false });
    expect(ctx.db.select().from(logTransfers).get()?.sealedSecret).toBe(stored?.sealedSecret);
    expect(listLogTransfers(ctx)).toMatchObject([{ id: made.id, streamName: "s", groupName: "g" }]);
    deleteLogTransfer(ctx, { id: made.id });
    expect(listLogTransfers(ctx)).toEqual([]);
    const events = ctx.traces().filter(({ resourceType }) => resourceType === "logtransfer");
    expect(events.map(({ event }) => event)).toEqual([
      "delete log transfer",
      "update log transfer",
      "create log transfer",
    ]);
  });

  it("refuses what cannot work, and directories to all but administrators", () => {
    const { ctx, stream } = setUp();
    const make = (over: object, as = ctx) =>
      refusalOf(() => createLogTransfer(as, { streamId: stream.id, target: s3, secret: "x", ...over }));
    expect(make({ secret: "" }).fields[0]?.path).toBe("secret");
    expect(make({ periodMinutes: 7 }).ruleKey).toBe("transferPeriod");
    expect(make({ path: "../up" }).ruleKey).toBe("transferPath");
    expect(make({ target: { ...s3, endpoint: "https://user@host/x" } }).ruleKey).toBe("s3Endpoint");
    expect(make({ target: { type: "directory", directory: "relative" } }).ruleKey).toBe("absolutePath");
    expect(make({ target: { type: "syslog", host: "h", port: 0 } }).code).toBe("invalid");
    expect(make({ streamId: "00000000-0000-4000-8000-000000000000" }).code).toBe("notFound");
    const operator = ctx.as({ role: "operator" });
    expect(make({ target: { type: "directory", directory: "/tmp" } }, operator).code).toBe("forbidden");
    expect(make({}, ctx.as({ role: "observer" })).code).toBe("forbidden");
  });

  it("is run while it is on, and its state is kept", async () => {
    const { ctx, stream } = setUp();
    const out = mkdtempSync(path.join(tmpdir(), "evenkeel-out-"));
    const target = { type: "directory", directory: out } as const;
    const { id, createdAt } = createLogTransfer(ctx, { streamId: stream.id, target, periodMinutes: 2, path: "" });
    const directory = path.join(process.env.EVENKEEL_DATA ?? "", "logs", stream.id);
    mkdirSync(directory, { recursive: true });
    const at = (createdAt / 1000 + 1).toFixed(3);
    writeFileSync(path.join(directory, segmentName(createdAt, 0)), `${at} rest of the line\n`);
    updateLogTransfer(ctx, { id, enabled: false });
    const later = () => createdAt + 10 * 60_000;
    await runLogTransfers(ctx.db, later, new AbortController().signal);
    expect(readdirSync(out)).toEqual([]);
    updateLogTransfer(ctx, { id, enabled: true });
    await runLogTransfers(ctx.db, later, new AbortController().signal);
    expect(readdirSync(out)).toHaveLength(1);
    expect(listLogTransfers(ctx)[0]).toMatchObject({ objects: 1, lastError: "", lastAt: later() });
  });
});
