import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { L7PolicySpec, L7RuleSpec } from "@/lib/wire/snapshot";
import { compare, printHead } from "./compare";
import { load } from "./load";
import { backendPort, bundleEvenkeel, paths, startBackend, stateFile } from "./peers";
import { launch } from "./processes";

/**
 * What 500 forwarding policies cost a request beside one, and what a hostile path costs against hostile expressions:
 * listeners of one engine in alternating runs. `policies.ts [rounds] [seconds]`.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);
const port = 18_211;
const hostilePath = `/small${"a".repeat(4000)}`;

const directory = mkdtempSync(join(tmpdir(), "evenkeel-bench-"));
const backend = await startBackend(directory);
const member = (id: string) => ({ id, address: "127.0.0.1", port: backendPort, weight: 1 });
const listeners = [
  { id: "one", port, members: [member("m0")], policies: [policy(0, path("EQUAL_TO", paths.small), "one")] },
  { id: "many", port: port + 1, members: [member("m1")], policies: manyPolicies("many") },
  {
    id: "hostile",
    port: port + 2,
    members: [member("m2")],
    policies: Array.from({ length: 20 }, (_, i) => policy(i, path("REGEX", `/(small)?(a+)+b${i}`), "hostile")),
  },
];
const args = [await bundleEvenkeel(), "1", directory, "", stateFile(directory, listeners)];
const engine = await launch("evenkeel", port, process.execPath, args);
const one = engine.at("1 policy", port);
const many = engine.at("500 policies", port + 1);
const hostile = engine.at("20 hostile expressions", port + 2);
for (const each of [one, many, hostile]) await load(each, each.port, paths.small, ["-c50"], 2);
console.log(`${rounds} runs of ${seconds} s, alternating; medians; load average ${loadavg()[0]?.toFixed(1)}.\n`);
printHead();
await compare([one, many], { name: "128 B, 50 keep-alive", path: paths.small, options: ["-c50"] }, { rounds, seconds });
await compare([one, hostile], { name: "path of 4 kB", path: hostilePath, options: ["-c50"] }, { rounds, seconds });
await engine.stop();
await backend.stop();
rmSync(directory, { recursive: true, force: true });

function path(compareType: L7RuleSpec["compareType"], value: string): L7RuleSpec {
  return { type: "PATH", compareType, value, key: null, invert: false, anchored: true };
}

function policy(index: number, rule: L7RuleSpec, listener: string): L7PolicySpec {
  return {
    id: `${listener}-${index}`,
    name: "",
    position: index + 1,
    action: "REDIRECT_TO_POOL",
    redirectPoolId: `pool-${listener}`,
    redirectListenerId: null,
    redirectPort: null,
    redirectUrl: null,
    redirectPrefix: null,
    redirectHttpCode: null,
    rules: [rule],
  };
}

/** A third each of exact URLs, prefixes and expressions; the one that takes the requests is among the exact ones. */
function manyPolicies(listener: string): L7PolicySpec[] {
  return Array.from({ length: 500 }, (_, i) => {
    if (i === 250) return policy(i, path("EQUAL_TO", paths.small), listener);
    const kinds = [
      path("EQUAL_TO", `/exact/${i}`),
      path("STARTS_WITH", `/prefix/${i}/`),
      path("REGEX", `/pattern${i}/[0-9]+/item[^\\s]*`),
    ];
    return policy(i, kinds[i % 3] as L7RuleSpec, listener);
  });
}
