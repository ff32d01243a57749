import { expect, test } from "vitest";
import { countdown } from "./drain-note";

test.each([
  [0, "0:00"],
  [-5, "0:00"],
  [1, "0:01"],
  [61_000, "1:01"],
  [3_600_000, "1:00:00"],
  [86_399_500, "24:00:00"],
])("%i ms is %s", (ms, text) => expect(countdown(ms)).toBe(text));
