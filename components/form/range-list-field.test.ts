import { expect, it } from "vitest";
import { readRanges } from "./range-list-field";

it("reads entries between commas, spaces, lines and their Chinese forms", () => {
  expect(readRanges(" 10.0.0.1,\n10.1.0.0/16，10.2.0.1；10.3.0.1;;\n")).toEqual([
    "10.0.0.1",
    "10.1.0.0/16",
    "10.2.0.1",
    "10.3.0.1",
  ]);
  expect(readRanges(" ,\n")).toEqual([]);
});
