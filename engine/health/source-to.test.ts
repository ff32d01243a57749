import { expect, test } from "vitest";
import { sourceTo } from "./source-to";

test("the address that a server is reached from, though nobody listens there", async () => {
  expect(await sourceTo({ address: "127.0.0.1", port: 9 })).toBe("127.0.0.1");
  expect(await sourceTo({ address: "127.91.3.9", port: 9 })).toMatch(/^127\./);
});

test("none, where there is no way to it", async () => {
  expect(await sourceTo({ address: "255.255.255.255", port: 9 })).toBe("");
});
