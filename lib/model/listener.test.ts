import { describe, expect, test } from "vitest";
import { ListenerProtocol, portsConflict, wouldPass } from "./listener";

describe("two listeners on one port (LS-03)", () => {
  const pairs = ListenerProtocol.options.flatMap((a) => ListenerProtocol.options.map((b) => [a, b] as const));
  const free = new Set(["HTTP UDP", "UDP HTTP", "HTTPS UDP", "UDP HTTPS", "TCP UDP", "UDP TCP"]);

  test.each(pairs)("%s and %s", (a, b) => {
    expect(portsConflict({ protocol: a, port: 80 }, { protocol: b, port: 80 })).toBe(!free.has(`${a} ${b}`));
    expect(portsConflict({ protocol: a, port: 80 }, { protocol: b, port: 81 })).toBe(false);
  });
});

describe("would an address pass the whitelist (AC-02)?", () => {
  const cidrs = ["10.168.2.24", "10.168.16.0/24", "0.0.0.0/1"];
  test.each([
    ["10.168.2.24", "10.168.2.24"],
    ["10.168.16.255", "10.168.16.0/24"],
    [" 127.0.0.1 ", "0.0.0.0/1"],
    ["128.0.0.0", null],
  ])("%s: by the first entry that holds it, %s", (address, entry) => {
    expect(wouldPass({ enabled: true, cidrs }, address)).toEqual({ passes: entry !== null, entry });
  });

  test("off admits everyone, on and empty nobody", () => {
    expect(wouldPass({ enabled: false, cidrs: ["10.0.0.1"] }, "192.0.2.1")).toEqual({ passes: true, entry: null });
    expect(wouldPass({ enabled: true, cidrs: [] }, "192.0.2.1")).toEqual({ passes: false, entry: null });
  });

  test.each(["", "192.0.2", "::1", "192.0.2.1/32", "192.0.2.01"])("%j is no address to ask about", (address) => {
    expect(wouldPass({ enabled: true, cidrs }, address)).toBeNull();
  });
});
