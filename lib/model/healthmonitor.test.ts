import { expect, test } from "vitest";
import { CreateHealthMonitorInput, codeExpected, defaultExpectedCodes, effectiveTimeoutS } from "./healthmonitor";

const poolId = "7b7c2f4e-2f54-4c0a-9f3e-0d9a8d1b8f10";
const refused = (input: object) => {
  const result = CreateHealthMonitorInput.safeParse({ poolId, type: "HTTP", ...input });
  return result.success ? null : `${result.error.issues[0]?.path.join(".")}: ${result.error.issues[0]?.message}`;
};

test.each([
  ["HC-05", { intervalS: 0 }, "intervalS: integerBetween?min=1&max=50"],
  ["HC-05", { intervalS: 51 }, "intervalS: integerBetween?min=1&max=50"],
  ["HC-06", { timeoutS: 51 }, "timeoutS: integerBetween?min=1&max=50"],
  ["HC-08", { maxRetries: 11 }, "maxRetries: integerBetween?min=1&max=10"],
  ["HC-08", { maxRetriesDown: 0 }, "maxRetriesDown: integerBetween?min=1&max=10"],
  ["HC-04", { port: 65_536 }, "port: integerBetween?min=1&max=65535"],
  ["HC-07", { urlPath: "index.html" }, "urlPath: urlPath"],
  ["HC-07", { urlPath: "" }, "urlPath: urlPath"],
  ["HC-07", { urlPath: `/${"x".repeat(80)}` }, "urlPath: tooLong?max=80"],
  ["HC-07", { urlPath: "/a b" }, "urlPath: urlPath"],
  ["HC-03", { domainName: "-a.example" }, "domainName: domainName"],
  ["HC-03", { domainName: "a".repeat(101) }, "domainName: tooLong?max=100"],
  ["K-07", { expectedCodes: "200-" }, "expectedCodes: expectedCodes"],
  ["HC-02", { type: "PING" }, "type: healthMonitorType"],
])("%s refuses %j", (_row, input, message) => {
  expect(refused(input)).toBe(message);
});

test("K-05: a timeout above the interval is stored and acts as the interval", () => {
  const monitor = CreateHealthMonitorInput.parse({ poolId, type: "TCP", intervalS: 5, timeoutS: 10 });
  expect(monitor.timeoutS).toBe(10);
  expect(effectiveTimeoutS(monitor)).toBe(5);
});

test("K-07: good answers by listener, and lists and ranges of codes", () => {
  expect(defaultExpectedCodes("HTTP")).toBe("200,202,401");
  expect(defaultExpectedCodes("TCP")).toBe("200");
  expect(codeExpected("200, 202,401", 202)).toBe(true);
  expect(codeExpected("200,202,401", 201)).toBe(false);
  expect(codeExpected("200-299", 250)).toBe(true);
  expect(codeExpected("200-299", 300)).toBe(false);
});
