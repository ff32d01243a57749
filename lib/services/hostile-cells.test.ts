import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createLoadBalancer } from "./loadbalancer/create";
import { exportLoadBalancersCsv } from "./loadbalancer/export-csv";
import { createLogGroup } from "./loggroup/create";
import { createLogStream } from "./logstream/create";
import { refusalOf, testContext } from "./testing/context";
import { exportTracesCsv } from "./trace/export-csv";

/** What spreadsheets take for the beginning of a formula. */
const starts = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];

/** Cells of a file of ours: lines end by CR LF, cells with commas or quotes stand in quotes. */
function cellsOf(csv: string): string[] {
  return [...csv.replace(/^\uFEFF/, "").matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,"\r\n]*))/g)].map(
    ([, quoted, plain]) => (quoted ?? plain ?? "").replaceAll('""', '"'),
  );
}

test("names and descriptions that are formulas elsewhere are text in every export", () => {
  const ctx = testContext();
  const texts = starts.map((start) => `${start}HYPERLINK("http://evil.example/","x")`);
  for (const text of texts) {
    createLoadBalancer(ctx, { name: text, description: `\t${text}`, subnetId: ctx.subnetId });
    // A refusal keeps what was typed in its event.
    refusalOf(() => createLoadBalancer(ctx, { name: text, subnetId: ctx.subnetId, vipAddress: "1.2.3" }));
  }
  const files = [exportLoadBalancersCsv(ctx), exportTracesCsv(ctx, { range: "kept" })];
  for (const csv of files) {
    const cells = cellsOf(csv);
    expect(cells.filter((cell) => cell.includes("HYPERLINK")).length).toBeGreaterThan(texts.length);
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  }
});

test("names that lead out of a folder make none: files lie under ids", () => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-"));
  const ctx = testContext();
  for (const name of ["../x", "..\\x", "a/b", "a\u0000b", "/etc/passwd"]) {
    expect(refusalOf(() => createLogGroup(ctx, { name })).fields[0]).toEqual({ path: "name", rule: "logName" });
  }
  const { id: groupId } = createLogGroup(ctx, { name: ".." });
  createLogStream(ctx, { groupId, name: "..." });
  expect(readdirSync(path.dirname(process.env.EVENKEEL_DATA)).filter((file) => file === "...")).toEqual([]);
});
