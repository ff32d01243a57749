import { expect, it } from "vitest";
import { errorPaths, firstErrorPath } from "./error-paths";

const errors = {
  name: { type: "too_long", message: "tooLong?max=255" },
  tags: [undefined, { key: { type: "custom", message: "duplicateTagKey" } }],
  pool: { persistence: { cookieName: { type: "invalid", message: "cookieName" } } },
};

it("finds nested refusals", () => {
  expect(errorPaths(errors)).toEqual(["name", "tags.1.key", "pool.persistence.cookieName"]);
});

it("goes by the order of the screen", () => {
  expect(firstErrorPath(errors, ["pool.persistence.cookieName", "tags.*.key", "name"])).toBe(
    "pool.persistence.cookieName",
  );
  expect(firstErrorPath(errors, ["tags.*.key", "name"])).toBe("tags.1.key");
  expect(firstErrorPath({})).toBeUndefined();
});
