import { expect, test } from "vitest";
import { exposureWarning, isExposed } from "./exposure.mjs";

test("only loopback is not exposed", () => {
  for (const host of ["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"]) expect(isExposed(host), host).toBe(false);
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "console.example.com", "127.0.0.1.example.com"]) {
    expect(isExposed(host), host).toBe(true);
  }
});

test("the warning names the address and the way out", () => {
  expect(exposureWarning("0.0.0.0")).toMatch(/listens on 0\.0\.0\.0 WITHOUT TLS[^]*HTTPS listener/);
});
