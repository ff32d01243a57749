import { expect, test } from "vitest";
import { sourcesFor } from "./sources-for";

test("loopback sources reach loopback members only, and IPv6 members take none", () => {
  const pool = ["127.0.0.5", "10.0.0.5"];
  expect(sourcesFor("127.0.0.1", pool)).toEqual(pool);
  expect(sourcesFor("10.0.0.9", pool)).toEqual(["10.0.0.5"]);
  expect(sourcesFor("10.0.0.9", ["127.0.0.5"])).toEqual([]);
  expect(sourcesFor("fd00::1", pool)).toEqual([]);
});
