import { expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

it.each([
  ["/load-balancers?f=status%3Doffline#x", "/load-balancers?f=status%3Doffline#x"],
  ["/", "/"],
  [undefined, "/"],
  ["", "/"],
  ["load-balancers", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/x", "/"],
])("%j leads to %s", (next, path) => expect(safeReturnPath(next)).toBe(path));
