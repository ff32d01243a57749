import { expect, test } from "vitest";
import { combineHealth, type Health } from "./status";

test.each<[Health[], Health]>([
  [[], "unknown"],
  [["online", "online"], "online"],
  [["online", "offline"], "degraded"],
  [["offline", "offline"], "offline"],
  [["online", "draining", "disabled"], "online"],
  [["draining"], "offline"],
  [["no-monitor", "no-monitor"], "no-monitor"],
  [["no-monitor", "offline"], "degraded"],
  [["unknown", "online"], "unknown"],
])("%j make %s", (members, health) => {
  expect(combineHealth(members)).toBe(health);
});
