import { expect, test } from "vitest";
import { rule } from "@/lib/model/rule";
import { readRefusal } from "@/lib/model/trace-refusal";
import { ServiceError } from "../errors";

/** As events keep it. */
const messageOf = (error: ServiceError) => `${error.code}: ${error.message}`;

test("each field with the rule that it broke", () => {
  const error = new ServiceError("invalid", {
    fields: [
      { path: "members.0.port", rule: rule("integerBetween", { min: 1, max: 65535 }) },
      { path: "name", rule: rule("taken", { name: "a, b: c" }) },
    ],
  });
  expect(readRefusal(messageOf(error))).toEqual({
    code: "invalid",
    reasons: [
      { path: "members.0.port", rule: { key: "integerBetween", values: { min: "1", max: "65535" } } },
      { path: "name", rule: { key: "taken", values: { name: "a, b: c" } } },
    ],
  });
});

test("a rule of the whole, a code alone, nothing", () => {
  expect(readRefusal(messageOf(new ServiceError("conflict", { rule: rule("portInUse", { port: 80 }) })))).toEqual({
    code: "conflict",
    reasons: [{ path: "", rule: { key: "portInUse", values: { port: "80" } } }],
  });
  expect(readRefusal(messageOf(new ServiceError("forbidden")))).toEqual({ code: "forbidden", reasons: [] });
  expect(readRefusal("internal")).toEqual({ code: "internal", reasons: [] });
  expect(readRefusal("")).toEqual({ code: "", reasons: [] });
});
