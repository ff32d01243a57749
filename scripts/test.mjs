import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";
import { ensureBuilt, ensureInstalled } from "./prepare.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
const results = inRoot(".build/test-results");

function readReport(name) {
  try {
    return JSON.parse(readFileSync(`${results}/${name}.json`, "utf8"));
  } catch {
    return null;
  }
}

/** A runner that ends badly without naming a failed test (a crash, no report) counts as one failure. */
function add(passed, failed, skipped, code) {
  total.passed += passed;
  total.skipped += skipped;
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
}

async function staticChecks() {
  const { check } = await import("./check.mjs");
  for (const { passed } of await check()) add(passed ? 1 : 0, passed ? 0 : 1, 0, 0);
}

async function unitTests() {
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}/unit.json`];
  const code = await run(inRoot("node_modules/.bin/vitest"), args);
  const report = readReport("unit");
  add(report?.numPassedTests ?? 0, report?.numFailedTests ?? 0, report?.numPendingTests ?? 0, code);
}

async function journeys() {
  const { ensureBrowser } = await import("./lib/browser.mjs");
  const chromium = await ensureBrowser();
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: `${results}/journeys.json` };
  if (chromium !== undefined) env.EVENKEEL_CHROMIUM = chromium;
  const code = await run(
    inRoot("node_modules/.bin/playwright"),
    ["test", "--config=e2e/playwright.config.ts", "--reporter=list,json"],
    { env },
  );
  const stats = readReport("journeys")?.stats;
  add(stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0), stats?.skipped ?? 0, code);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
try {
  await ensureInstalled();
  await ensureBuilt();
  await staticChecks();
  await unitTests();
  await journeys();
} catch (error) {
  console.error(error);
  total.failed += 1;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 ? 0 : 1);
