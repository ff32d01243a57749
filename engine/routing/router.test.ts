import { RE2JS } from "re2js";
import { describe, expect, it, test } from "vitest";
import { effectiveOrder, type PolicyOrder } from "@/lib/model/l7policy-order";
import type { L7PolicySpec, L7RuleSpec } from "@/lib/wire/snapshot";
import { Router } from "./router";
import { domain, exact, factsOf, prefix, regex, rule } from "./testing/policies";

type Action = L7PolicySpec["action"];
type Given = Record<string, readonly L7RuleSpec[] | { action: Action; rules: readonly L7RuleSpec[] }>;

/** Name of the policy that takes the request, "" for none; policies stand in the order of creation. */
function takes(given: Given, order: PolicyOrder, host: string, path: string, headers = {}, cookies = {}): string {
  const policies = Object.entries(given).map(([name, each], index) => ({
    name,
    position: index + 1,
    action: "action" in each ? each.action : ("REDIRECT_TO_POOL" as const),
    rules: "rules" in each ? each.rules : each,
  }));
  const ordered = effectiveOrder(policies, order);
  const index = new Router(ordered).route(factsOf(host, path, headers, cookies));
  expect(index).not.toBe(Router.tooCostly);
  return ordered[index]?.name ?? "";
}

const guide = (given: Given, path: string, host = "www.test.com") => takes(given, "guide", host, path);

describe("one URL against the request /elb/index.html (FP-09)", () => {
  const urls = ["/elb/index.html", "/elb", "/index.html", "/elb[^\\s]*"];
  const expected = {
    exact: [true, false, false, false],
    prefix: [true, true, false, false],
    regex: [true, false, false, true],
  };
  const kinds = { exact, prefix, regex };
  for (const kind of ["exact", "prefix", "regex"] as const) {
    test.each(urls.map((url, i) => [url, expected[kind][i]] as const))(`${kind} %s: %s`, (url, matches) => {
      expect(guide({ it: [kinds[kind](url)] }, "/elb/index.html")).toBe(matches ? "it" : "");
    });
  }
});

describe("which of several takes it", () => {
  it("is the prefix before an expression that matches too, a plain prefix of text (FP-10)", () => {
    const given = { one: [exact("/elb/index.html")], two: [prefix("/elb")], three: [regex("/elb[^\\s]*")] };
    expect(guide(given, "/elb_gls/glossary.html")).toBe("two");
    expect(guide(given, "/elb/index.html")).toBe("one");
  });

  it("is exact before prefix before expression, whatever the position (FP-04)", () => {
    const given = { regex: [regex("/a.*")], prefix: [prefix("/a")], exact: [exact("/ab")] };
    expect(guide(given, "/ab")).toBe("exact");
    expect(guide(given, "/abc")).toBe("prefix");
    expect(guide({ regex: [regex("/a.*")], other: [exact("/b")] }, "/ab")).toBe("regex");
  });

  it("is the longer prefix, and the first of two expressions (FP-05, FP-11)", () => {
    const given = { short: [prefix("/a")], long: [prefix("/a/b")] };
    expect(guide(given, "/a/b/c")).toBe("long");
    expect(guide(given, "/a/c")).toBe("short");
    expect(guide({ first: [regex("/.*b")], second: [regex("/a.*")] }, "/ab")).toBe("first");
    expect(guide({ second: [regex("/a.*")], first: [regex("/.*b")] }, "/ab")).toBe("second");
  });

  it("is the domain's own set first; a domain alone is its prefix / (FP-11)", () => {
    const given = {
      anywhere: [exact("/x")],
      own: [domain("www.test.com")],
      ownX: [domain("www.test.com"), prefix("/x")],
      other: [domain("other.com"), exact("/x")],
    };
    expect(guide(given, "/x")).toBe("ownX");
    expect(guide(given, "/y")).toBe("own");
    expect(guide(given, "/x", "third.com")).toBe("anywhere");
    expect(guide({ deep: [domain("a.b"), prefix("/x")], anywhere: [prefix("/")] }, "/y", "a.b")).toBe("anywhere");
    expect(guide(given, "/y", "third.com")).toBe("");
  });

  it("compares domains without case (FP-12)", () => {
    expect(guide({ it: [domain("WWW.Test.com")] }, "/")).toBe("it");
  });

  it("goes by position in Octavia's order: reject, redirect, group (K-26)", () => {
    const given: Given = {
      group: [prefix("/")],
      later: [exact("/x")],
      redirect: { action: "REDIRECT_TO_URL", rules: [prefix("/r")] },
      reject: { action: "REJECT", rules: [prefix("/r/secret")] },
    };
    const at = (path: string) => takes(given, "position", "h", path);
    expect([at("/x"), at("/r"), at("/r/secret/1"), at("/z")]).toEqual(["group", "redirect", "reject", "group"]);
    expect(takes({ own: [domain("h")], first: [prefix("/")] }, "position", "h", "/")).toBe("own");
    expect(takes({ first: [prefix("/")], own: [domain("h")] }, "position", "h", "/")).toBe("first");
  });

  it("asks a policy without rules never", () => {
    expect(guide({ none: [] }, "/")).toBe("");
  });
});

describe("Octavia's rules", () => {
  const match = (rules: L7RuleSpec[], path: string, headers = {}, cookies = {}) =>
    takes({ it: rules }, "position", "www.test.com", path, headers, cookies) === "it";

  it("compare headers and cookies, absent ones only inverted", () => {
    const header = rule("HEADER", "EQUAL_TO", "b", { key: "X-Kind" });
    expect(match([header], "/", { "x-kind": ["a", "b"] })).toBe(true);
    expect(match([header], "/", { "x-kind": ["a"] })).toBe(false);
    expect(match([header], "/")).toBe(false);
    expect(match([{ ...header, invert: true }], "/")).toBe(true);
    const cookie = rule("COOKIE", "CONTAINS", "gold", { key: "plan" });
    expect(match([cookie], "/", {}, { plan: "the-gold-one" })).toBe(true);
    expect(match([cookie], "/")).toBe(false);
    expect(match([{ ...cookie, invert: true }], "/")).toBe(true);
  });

  it("compare the file type, the path's end and part, the host by expression", () => {
    const type = rule("FILE_TYPE", "EQUAL_TO", "jpg");
    expect(["/a.JPG", "/a.b/c.jpg"].map((path) => match([type], path))).toEqual([true, true]);
    expect(["/a.jpg/b", "/jpg", "/a.jpgx"].map((path) => match([type], path))).toEqual([false, false, false]);
    expect(match([rule("PATH", "ENDS_WITH", "/end")], "/the/end")).toBe(true);
    expect(match([rule("PATH", "CONTAINS", "mid")], "/a/mid/b")).toBe(true);
    expect(match([rule("HOST_NAME", "REGEX", "^www\\.", { anchored: false })], "/")).toBe(true);
    expect(match([rule("HOST_NAME", "EQUAL_TO", "www.test.com", { invert: true })], "/")).toBe(false);
  });

  it("match anywhere unless anchored (K-25)", () => {
    expect(match([regex("elb", false)], "/my/elb/x")).toBe(true);
    expect(match([regex("elb")], "/my/elb/x")).toBe(false);
    expect(match([regex("^/my|^/your", false)], "/your/x")).toBe(true);
  });

  it("hold all together", () => {
    const rules = [prefix("/a"), rule("PATH", "ENDS_WITH", "z"), rule("HEADER", "EQUAL_TO", "1", { key: "n" })];
    expect(match(rules, "/a-z", { n: ["1"] })).toBe(true);
    expect(match(rules, "/a-y", { n: ["1"] })).toBe(false);
    expect(match(rules, "/a-z")).toBe(false);
  });
});

describe("hostile expressions", () => {
  const hostile = ["/(a+)+b", "/(x+x+)+y", "/(.*a){12}z", "/(a?){40}a{40}b"];

  it("are judged, or refused, without asking all of them when they take long", () => {
    let readings = 0;
    // Every reading is 3 ms later than the one before.
    const now = () => {
      readings += 1;
      return readings * 3;
    };
    const policies = Array.from({ length: 500 }, (_, i) => ({ rules: [regex(`/(a+)+b${i}`)] }));
    const router = new Router(policies, now);
    expect(router.route(factsOf("h", `/${"a".repeat(8000)}`))).toBe(Router.tooCostly);
    expect(readings).toBeLessThan(20);
    expect(router.route(factsOf("h", "/aab3"))).toBe(3);
    expect(router.route(factsOf("h", `/${"a".repeat(200)}b2`))).toBe(2);
  });

  it.each(hostile)("%s meets a path made for it", (source) => {
    const router = new Router([{ rules: [regex(source)] }]);
    expect([Router.none, Router.tooCostly]).toContain(router.route(factsOf("h", `/${"ax".repeat(4000)}`)));
    expect(router.route(factsOf("h", `/${"a".repeat(28)}!`))).toBe(Router.none);
  });

  it("that are none are refused when compiled", () => {
    expect(() => new Router([{ rules: [regex("/(a")] }])).toThrow(/missing closing/);
    expect(() => RE2JS.compile("(?=a)")).toThrow();
  });
});
