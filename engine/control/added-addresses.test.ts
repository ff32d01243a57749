import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Interfaces } from "@/lib/model/host";
import { AddedAddresses } from "./added-addresses";

let folder: string;
let interfaces: Record<string, NonNullable<Interfaces[string]>[number][]>;
const errors: unknown[] = [];
const log = { info: () => {}, error: (what: unknown) => void errors.push(what) };
const calls = () => readFileSync(join(folder, "calls"), "utf8").split("\n").filter(Boolean);
const kept = () => JSON.parse(readFileSync(join(folder, "kept.json"), "utf8")) as unknown;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "added-"));
  errors.length = 0;
  writeFileSync(join(folder, "calls"), "");
  interfaces = {
    lo: [{ family: "IPv4", address: "127.0.0.1", cidr: "127.0.0.1/8", internal: true }],
    eth0: [{ family: "IPv4", address: "192.0.2.7", cidr: "192.0.2.7/24", internal: false }],
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `says`: what its command writes to standard error; then it fails as `ip` does. */
function make(says = ""): AddedAddresses {
  const command = join(folder, "ip");
  const fail = says === "" ? "" : `echo '${says}' >&2; exit 2`;
  writeFileSync(command, `#!/bin/sh\necho "$*" >> ${join(folder, "calls")}\n${fail}\n`, { mode: 0o755 });
  return new AddedAddresses(
    join(folder, "kept.json"),
    log as never,
    [join(folder, "no-such"), command],
    () => interfaces as never,
  );
}

function has(address: string, device = "eth0"): void {
  interfaces[device]?.push({ family: "IPv4", address, cidr: `${address}/32`, internal: false });
}

test("what the host lacks is added, and taken back when nobody wants it, by a later process too", async () => {
  expect(await make().add(new Set(["192.0.2.7", "127.9.9.9", "192.0.2.20"]))).toBe(true);
  expect(calls()).toEqual(["-4 address add 192.0.2.20/32 dev eth0"]);
  expect(kept()).toEqual([{ address: "192.0.2.20", device: "eth0" }]);
  has("192.0.2.20");
  const later = make();
  await later.remove(new Set(["192.0.2.20", "192.0.2.7"]));
  expect(calls()).toHaveLength(1);
  await later.remove(new Set());
  expect(calls().slice(1)).toEqual(["-4 address del 192.0.2.20/32 dev eth0"]);
  expect(kept()).toEqual([]);
});

test("one that the host had before is never removed", async () => {
  has("192.0.2.20");
  const added = make();
  expect(await added.add(new Set(["192.0.2.20"]))).toBe(true);
  await added.remove(new Set());
  expect(calls()).toEqual([]);
});

test("one that somebody else has removed meanwhile is forgotten", async () => {
  const added = make();
  await added.add(new Set(["192.0.2.20"]));
  await added.remove(new Set());
  expect(calls()).toHaveLength(1);
  expect(kept()).toEqual([]);
});

test("where it is not permitted it is tried once, said and not kept", async () => {
  const added = make("RTNETLINK answers: Operation not permitted");
  expect(await added.add(new Set(["192.0.2.20", "192.0.2.21"]))).toBe(false);
  expect(calls()).toHaveLength(1);
  expect(errors).toEqual([{ address: "192.0.2.20", trouble: "RTNETLINK answers: Operation not permitted" }]);
  expect(kept()).toEqual([]);
});

test("addresses of no single host are refused without a command", async () => {
  for (const odd of ["224.0.0.1", "0.0.0.0", "255.255.255.255", "-4", "192.0.2.1/8"])
    expect(await make().add(new Set([odd])), odd).toBe(false);
  expect(calls()).toEqual([]);
});

test("a file that is not ours removes nothing", async () => {
  for (const content of ["", "[]x", '[{"address":"192.0.2.7","device":"eth0 dev x"}]', '{"a":1}']) {
    writeFileSync(join(folder, "kept.json"), content);
    await make().remove(new Set());
  }
  expect(calls()).toEqual([]);
});

function canUnshare(): boolean {
  try {
    execFileSync("unshare", ["-rn", "ip", "link", "set", "lo", "up"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test.runIf(canUnshare())("in a network of its own the real command adds and removes", () => {
  const path = join(folder, "kept.json");
  const script = `
    import { AddedAddresses } from ${JSON.stringify(join(import.meta.dirname, "added-addresses.ts"))};
    import { networkInterfaces } from "node:os";
    const added = new AddedAddresses(${JSON.stringify(path)}, { info() {}, error: console.error });
    const own = () => Object.values(networkInterfaces()).flat().map(({ address }) => address).filter((one) => one.includes("."));
    const all = await added.add(new Set(["198.51.100.7", "127.0.0.9"]));
    const during = own();
    await added.remove(new Set(["198.51.100.8"]));
    console.log(JSON.stringify({ all, during, after: own() }));
  `;
  writeFileSync(join(folder, "try.mts"), script);
  const command = `ip link set lo up && exec ${process.execPath} --import tsx ${join(folder, "try.mts")}`;
  const said = execFileSync("unshare", ["-rn", "sh", "-c", command], { encoding: "utf8" });
  expect(JSON.parse(said)).toEqual({
    all: true,
    during: ["127.0.0.1", "198.51.100.7"],
    after: ["127.0.0.1"],
  });
});
