import fc from "fast-check";
import { expect, test } from "vitest";
import { turnsKept, withTurn } from "./history";

const turn = (at: number, health: "online" | "offline") => ({ at, health, reason: "", detail: "" });

test("a turn is kept when it is another state, the oldest go first", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 100 }), (states) => {
      let history: ReturnType<typeof withTurn> = [];
      for (const [at, up] of states.entries()) history = withTurn(history, turn(at, up ? "online" : "offline"));
      expect(history.length).toBeLessThanOrEqual(turnsKept);
      for (const [index, { at, health }] of history.entries()) {
        const before = history[index - 1];
        if (before !== undefined)
          expect([before.at < at, before.health]).toEqual([true, health === "online" ? "offline" : "online"]);
      }
      if (states.length > 0) expect(history.at(-1)?.health).toBe(states.at(-1) ? "online" : "offline");
    }),
  );
});
