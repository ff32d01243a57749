import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePorts } from "./parse-ports";

test.each([
  ["8080", [8080], null],
  [" 8080, 8081 8080；8082", [8080, 8081, 8082], null],
  ["", [], null],
  ["80, http", [], "http"],
  ["0", [], "0"],
  ["65536", [], "65536"],
  ["1e3", [], "1e3"],
] as const)("%j", (text, ports, fault) => expect(parsePorts(text)).toEqual({ ports, fault }));

test("any text gives ports from 1 to 65535, or names what is none", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const { ports, fault } = parsePorts(text);
      expect(fault === null || ports.length === 0).toBe(true);
      for (const port of ports) expect(port >= 1 && port <= 65_535 && Number.isInteger(port)).toBe(true);
    }),
  );
});
