import { describe, expect, it } from "vitest";
import { ApplicationCookie } from "./application-cookie";
import { BalancerCookie } from "./balancer-cookie";
import { findCookie, setCookieValue } from "./cookie-header";
import { LearnTable } from "./learn-table";

function valueOf(line: string): string {
  return /=([^;]*);/.exec(line)?.[1] ?? "";
}

describe("a cookie header", () => {
  it.each([
    ["a=1; S=2; b=3", "2"],
    ["S=2", "2"],
    ["XS=1; S=", ""],
    ["SX=1;S=x=y", "x=y"],
    ["s=1", null],
    ["", null],
  ])("%j has S %j", (header, value) => {
    expect(findCookie(header, "S")).toBe(value);
  });

  it("of an answer sets one cookie", () => {
    expect(setCookieValue("S=abc; Path=/", "S")).toBe("abc");
    expect(setCookieValue("SS=abc", "S")).toBeNull();
  });
});

describe("the balancer's cookie", () => {
  const hour = 3_600_000;
  const make = (key = "key", members = ["a", "b"]) => new BalancerCookie("C", hour, key, members);

  it("leads back to its member until its time is over, in any worker", () => {
    const line = make().answered("b", null, 1000, false);
    expect(line).toMatch(/^Set-Cookie: C=[\w.-]+; Path=\/; Expires=.* GMT; Max-Age=3600; HttpOnly\r\n$/);
    const other = make();
    expect(other.memberOf(valueOf(line), 2000)).toBe("b");
    expect(other.memberOf(valueOf(line), 1000 + hour)).toBeNull();
    expect(make("key", ["a"]).memberOf(valueOf(line), 2000)).toBeNull();
  });

  it("is left alone in its first half, and issued anew after that or for another member", () => {
    const cookie = make();
    const value = valueOf(cookie.answered("b", null, 1000, false));
    expect(cookie.memberOf(value, 2000)).toBe("b");
    expect(cookie.answered("b", value, 2000, false)).toBe("");
    expect(cookie.answered("a", value, 2000, false)).not.toBe("");
    expect(cookie.answered("b", value, 1000 + hour / 2, false)).not.toBe("");
  });

  it("cannot be forged", () => {
    const value = valueOf(make().answered("a", null, 1000, false));
    const parts = value.split(".");
    const forged = [
      valueOf(make("other key").answered("a", null, 1000, false)),
      `${parts[0]}.zzzzzz.${parts[2]}`,
      `${value}x`,
      value.slice(0, -1),
      `${value}.1`,
      "x".repeat(10_000),
      "",
      "..",
      "127.0.0.1",
    ];
    for (const one of forged) expect(make().memberOf(one, 2000), one).toBeNull();
  });
});

describe("the number of a session by the balancer's cookie", () => {
  const hour = 3_600_000;
  const seen: [number, string, number][] = [];
  const make = () =>
    new BalancerCookie("C", hour, "key", ["a", "b"], (session, member, leftMs) => seen.push([session, member, leftMs]));

  it("is told once when a client brings the cookie back, and stays while the cookie is issued anew", () => {
    seen.length = 0;
    const cookie = make();
    const first = valueOf(cookie.answered("a", null, 1000, false));
    expect(seen).toEqual([]);
    cookie.peek(first, 2000);
    expect(seen).toEqual([]);
    cookie.memberOf(first, 2000);
    cookie.memberOf(first, 3000);
    expect(seen.map(([, member, leftMs]) => [member, leftMs])).toEqual([["a", hour - 1000]]);
    const moved = valueOf(cookie.answered("b", first, 4000, false));
    expect(make().memberOf(moved, 5000)).toBe("b");
    expect(new Set(seen.map(([session]) => session)).size).toBe(1);
    expect(seen.map(([, member]) => member)).toEqual(["a", "b", "b"]);
  });

  it("differs between sessions that begin in one second at one member, and cannot be changed", () => {
    const cookie = make();
    const values = Array.from({ length: 20 }, () => valueOf(cookie.answered("a", null, 1000, false)));
    expect(new Set(values).size).toBe(20);
    const [tag = "", issued = "", , mac = ""] = (values[0] ?? "").split(".");
    expect(cookie.memberOf(`${tag}.${issued}.zz.${mac}`, 2000)).toBeNull();
  });
});

describe("the application's cookie", () => {
  it("belongs to who sets it, slides with its use, and ends with its time", () => {
    const taught: string[] = [];
    const cookie = new ApplicationCookie("S", 1000, "p", new LearnTable(), ({ value }) => taught.push(value));
    cookie.learned("a", "v", 0);
    expect(cookie.memberOf("v", 900)).toBe("a");
    expect(cookie.memberOf("v", 1800)).toBe("a");
    expect(cookie.memberOf("v", 2800)).toBeNull();
    cookie.answered("b", "v", 3000);
    expect(cookie.memberOf("v", 3100)).toBe("b");
    cookie.answered("b", "v", 3200);
    expect(taught).toEqual(["v", "v"]);
  });

  it("is held by a table that does not grow beyond its bound", () => {
    const table = new LearnTable(3);
    for (const value of ["a", "b", "c"]) table.learn(value, "m", 0, 1000);
    table.find("a", 1, 1000);
    table.learn("d", "m", 2, 1000);
    expect(table.size).toBe(3);
    expect(table.find("b", 3, 1000)).toBeNull();
    expect(table.find("a", 3, 1000)).toBe("m");
  });
});

it("sessions are counted by member until their time is over", () => {
  const table = new LearnTable();
  for (const [value, member, at] of [
    ["1", "a", 0],
    ["2", "a", 0],
    ["3", "b", 500],
  ] as const)
    table.learn(value, member, at, 1000);
  expect([...table.count(600)]).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
  expect([...table.count(1200)]).toEqual([["b", 1]]);
});
