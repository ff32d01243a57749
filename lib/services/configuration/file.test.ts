import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { certificates, loadBalancers } from "@/lib/db/schema";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { unseal } from "@/lib/wire/sealed";
import { configureAccessLog } from "../accesslog/configure";
import { createAlarmRule } from "../alarmrule/create";
import { createAlarmTarget } from "../alarmtarget/create";
import { createCertificate } from "../certificate/create";
import { sealingKey } from "../certificate/sealing-key";
import { createEip } from "../eip/create";
import { createL7Policy } from "../l7policy/create";
import { createListener } from "../listener/create";
import { createLoadBalancer } from "../loadbalancer/create";
import { createLogGroup } from "../loggroup/create";
import { createLogStream } from "../logstream/create";
import { createLogTransfer } from "../logtransfer/create";
import { listMembers } from "../member/list";
import { updateMember } from "../member/update";
import { updatePool } from "../pool/update";
import { createProject } from "../project/create";
import { createScalingGroup } from "../scalinggroup/create";
import { createScalingLink } from "../scalinggroup/links";
import { registerInstances } from "../scalinggroup/register";
import { createServer } from "../server/create";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { exportConfiguration } from "./export";
import { importConfiguration, previewImport } from "./import";
import { readState } from "./state";

const ssl = new OpenSsl();
beforeAll(() => ssl.selfSigned("a", "/CN=a.example.com"));

let ctx: TestContext;
const fresh = () => {
  vi.stubEnv("EVENKEEL_DATA", mkdtempSync(path.join(tmpdir(), "evenkeel-")));
  return testContext();
};
beforeEach(() => void (ctx = fresh()));
afterEach(() => vi.unstubAllEnvs());

const certificate = (name: string) =>
  createCertificate(ctx, { name, certificate: ssl.read("a.crt"), privateKey: ssl.read("a.key") });
const hook = "https://hooks.example.com/k3y-in-the-path";

/** Texts that YAML could misread. */
const awkward = fc
  .oneof(
    fc.constantFrom(
      "yes",
      "null",
      "1e3",
      "0x10",
      "- a",
      "a: b",
      "#",
      "'",
      '"',
      "|",
      "~",
      "2020-01-01",
      "&a",
      "*a",
      "!!js",
    ),
    fc.string({ unit: "grapheme", maxLength: 40 }),
  )
  .map((text) => text.replaceAll(/[<>\p{Cc}]/gu, ""));

const step = fc.record({ kind: fc.nat(8), text: awkward, number: fc.integer({ min: 1, max: 1000 }) });

/** One configuration made of services' own verbs; a step that a rule refuses changes nothing. */
function build(steps: readonly { kind: number; text: string; number: number }[]): void {
  const { balancer, listener } = createChain(ctx);
  const poolId = listener.defaultPoolId ?? "";
  for (const [index, { kind, text, number }] of steps.entries()) {
    const name = `${text} ${index}`.trim();
    switch (kind) {
      case 0:
        createLoadBalancer(ctx, { name: text, description: text, subnetId: ctx.subnetId, tags: [] });
        break;
      case 1:
        createEip(ctx, { bandwidthMbps: number });
        break;
      case 2:
        createListener(ctx, {
          loadBalancerId: balancer.id,
          name: text,
          description: text,
          protocol: index % 2 === 0 ? "TCP" : "UDP",
          port: 1000 + index,
        });
        break;
      case 3:
        createL7Policy(ctx, {
          listenerId: listener.id,
          name: text,
          redirectPoolId: poolId,
          rules: [{ type: "PATH", compareType: "STARTS_WITH", value: `/${index}` }],
        });
        break;
      case 4:
        createServer(ctx, { name, address: `10.0.0.${index + 1}` });
        break;
      case 5: {
        const group = createScalingGroup(ctx, { name, description: text });
        createScalingLink(ctx, { scalingGroupId: group.id, poolId, port: 2000 + index });
        registerInstances(ctx, { scalingGroupId: group.id, instances: [{ address: `10.1.0.${index + 1}` }] });
        break;
      }
      case 6: {
        const group = createLogGroup(ctx, { name: `group-${index}`, retentionDays: (number % 365) + 1 });
        const stream = createLogStream(ctx, { groupId: group.id, name: "stream" });
        configureAccessLog(ctx, { loadBalancerId: balancer.id, groupId: group.id, streamId: stream.id });
        createLogTransfer(ctx, {
          streamId: stream.id,
          target: { type: "s3", endpoint: "https://s3.example.com", region: "r", bucket: "bucket", accessKey: "k" },
          secret: `hush ${text}`,
        });
        break;
      }
      case 7: {
        const target = createAlarmTarget(ctx, { name, channel: { type: "webhook" }, url: hook, secret: "quiet" });
        createAlarmRule(ctx, {
          name,
          source: "metric",
          objectType: "loadbalancer",
          objectId: balancer.id,
          metric: "m1_cps",
          operator: ">",
          threshold: number / 8,
          targetIds: [target.id],
        });
        break;
      }
      default:
        createProject(ctx, { name, description: text });
        for (const { id } of listMembers(ctx, poolId)) updateMember(ctx, { poolId, id, weight: number % 101 });
        updatePool(ctx, { id: poolId, description: text });
    }
  }
}

test("export → import → export is the identity, here and in an empty installation", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      ctx = fresh();
      certificate("c");
      build(steps);
      const state = readState(ctx.db);
      const text = exportConfiguration(ctx);
      const generation = ctx.generation();
      expect(previewImport(ctx, { text }).objects).toEqual([]);
      importConfiguration(ctx, { text });
      expect(readState(ctx.db)).toEqual(state);
      expect(exportConfiguration(ctx)).toBe(text);
      expect(ctx.generation()).toBe(generation + 1);

      const sealed = exportConfiguration(ctx, { passphrase: "correct horse battery" });
      ctx = fresh();
      importConfiguration(ctx, { text: sealed, passphrase: "correct horse battery" });
      expect(exportConfiguration(ctx)).toBe(text);
      const [row] = ctx.db.select().from(certificates).all();
      expect(unseal(sealingKey(), row?.id ?? "", row?.sealedKey ?? "")).toContain("PRIVATE KEY");
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 120_000);

test("no key, password or address of a hook is in a file without a passphrase, nor in clear in one with", () => {
  certificate("c");
  createAlarmTarget(ctx, { name: "t", channel: { type: "webhook" }, url: hook, secret: "quiet-secret" });
  for (const passphrase of ["", "correct horse battery"]) {
    const text = exportConfiguration(ctx, { passphrase });
    expect(text).not.toMatch(/PRIVATE KEY|k3y-in-the-path|quiet-secret|sealedKey/);
    expect("secrets" in (parse(text) as object)).toBe(passphrase !== "");
    expect(text).toContain("BEGIN CERTIFICATE");
  }
  expect(JSON.stringify(ctx.traces())).not.toContain("correct horse");
});

test("the dry run says what would change; the import does just that", () => {
  const { listener } = createChain(ctx);
  const file = parse(exportConfiguration(ctx)) as Record<string, Record<string, unknown>[]>;
  Object.assign(file.listeners?.[0] ?? {}, { description: "from the file" });
  const members = file.members?.splice(0, 1) ?? [];
  const text = stringify(file);
  const before = readState(ctx.db);
  const preview = previewImport(ctx, { text });
  expect(readState(ctx.db)).toEqual(before);
  expect(preview).toMatchObject({ created: 0, changed: 1, deleted: 1 });
  expect(preview.objects.map(({ kind, id }) => [kind, id])).toEqual([
    ["deleted", members[0]?.id],
    ["changed", listener.id],
  ]);
  const { diff } = importConfiguration(ctx, { text });
  expect(diff).toEqual(preview);
  expect(previewImport(ctx, { text }).objects).toEqual([]);
});

test("what a service would refuse a file cannot bring: each object and field is named, and nothing changes", () => {
  createChain(ctx);
  const good = exportConfiguration(ctx);
  const before = readState(ctx.db);
  type Sections = Record<string, Record<string, unknown>[]>;
  const cases: [(file: Sections) => void, string, string][] = [
    [(file) => Object.assign(file.members?.[0] ?? {}, { weight: 101 }), "members 127.0.0.1:900", "integerBetween"],
    [(file) => Object.assign(file.listeners?.[0] ?? {}, { port: 0 }), "listeners web port", "integerBetween"],
    [(file) => Object.assign(file.listeners?.[0] ?? {}, { colour: "red" }), "listeners web colour", "unknownField"],
    [
      (file) => Object.assign(file.listeners?.[0] ?? {}, { protocol: "TCP" }),
      "listeners web defaultPoolId",
      "poolProtocolMismatch",
    ],
    [
      (file) => Object.assign(file.loadBalancers?.[0] ?? {}, { vipAddress: "192.0.2.1" }),
      "loadBalancers lb vipAddress",
      "addressOutsideSubnet",
    ],
    [(file) => Object.assign(file.pools?.[0] ?? {}, { name: "<script>" }), "pools <script> name", "noAngleBrackets"],
    [(file) => file.pools?.splice(0), "listeners web", "danglingReference"],
    [(file) => file.members?.push({ ...file.members[0] }), "members", "idTwice"],
    [
      (file) => file.members?.push({ ...file.members[0], id: "b3b2a0a4-6f2e-4a57-9d0c-3f0e3f1f9a11" }),
      "members",
      "notUnique",
    ],
    [(file) => file.projects?.splice(0), "", "danglingReference"],
    [(file) => Object.assign(file, { users: [] }), "users", "unknownField"],
    [(file) => Object.assign(file.settings ?? {}, { generation: 7 }), "settings generation key", "unknownField"],
    [(file) => Object.assign(file.settings ?? {}, { sourceAddresses: ["192.0.2.1"] }), "settings", "notHostAddress"],
  ];
  for (const [spoil, at, broken] of cases) {
    const file = parse(good) as Sections;
    spoil(file);
    const error = refusalOf(() =>
      importConfiguration(ctx, { text: stringify(file, { aliasDuplicateObjects: false }) }),
    );
    const said = error.fields.map(({ path: where, rule }) => `${where}: ${rule}`);
    expect(
      said.some((line) => line.startsWith(at) && line.includes(broken)),
      said.join("\n"),
    ).toBe(true);
    expect(readState(ctx.db)).toEqual(before);
  }
});

test("hostile and broken files are refused in words", () => {
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]", "b: &b [*a,*a,*a,*a,*a,*a]", "c: [*b,*b,*b,*b,*b,*b]"].join("\n");
  for (const [text, broken] of [
    ["a: [", "yamlInvalid?line=1"],
    ["format: evenkeel/1\n\tx: 1", "yamlInvalid?line=2"],
    ["format: evenkeel/1\nformat: evenkeel/1", "yamlInvalid"],
    ["just text", "fileFormat"],
    ["format: evenkeel/99", "fileFormat"],
    [bomb, "yamlAlias"],
    ["format: evenkeel/1\n__proto__: {a: 1}", "unknownField"],
    ["format: evenkeel/1\nlisteners: {a: 1}", "invalid"],
    ["", "required"],
    ["x".repeat(16 * 1024 * 1024 + 1), "fileTooLarge"],
  ] as const) {
    expect(refusalOf(() => previewImport(ctx, { text })).fields[0]?.rule, text.slice(0, 60)).toContain(broken);
  }
});

test("a file without secrets goes only where they are held; a wrong passphrase is told", () => {
  certificate("c");
  const text = exportConfiguration(ctx);
  const sealed = exportConfiguration(ctx, { passphrase: "correct horse battery" });
  expect(refusalOf(() => exportConfiguration(ctx, { passphrase: "short" })).fields[0]?.rule).toContain(
    "passphraseTooShort",
  );
  ctx = fresh();
  const missing = refusalOf(() => importConfiguration(ctx, { text }));
  expect(missing.fields).toEqual([{ path: "certificates c privateKey", rule: "secretNotInFile" }]);
  const wrong = refusalOf(() => importConfiguration(ctx, { text: sealed, passphrase: "wrong horse battery" }));
  expect(wrong.fields[0]).toEqual({ path: "passphrase", rule: "passphraseWrong" });
  expect(ctx.db.select().from(loadBalancers).all()).toEqual([]);
});

test("only administrators of all projects export and import", () => {
  const text = exportConfiguration(ctx);
  for (const other of [ctx.as({ role: "operator" }), ctx.as({ projectId: ctx.projectId })]) {
    expect(refusalOf(() => exportConfiguration(other)).code).toBe("forbidden");
    expect(refusalOf(() => previewImport(other, { text })).code).toBe("forbidden");
    expect(refusalOf(() => importConfiguration(other, { text })).code).toBe("forbidden");
  }
});
