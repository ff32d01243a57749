import { describe, expect, test } from "vitest";
import { type Algorithm, checkPersistence, type PersistenceType, PoolStep } from "./pool";

const persistence = (type: PersistenceType) => ({
  type,
  cookieName: type === "APP_COOKIE" ? "JSESSIONID" : null,
  timeoutS: 1200,
});

describe("ST-06: which persistence goes with which algorithm and layer", () => {
  const types: PersistenceType[] = ["SOURCE_IP", "HTTP_COOKIE", "APP_COOKIE"];
  const allowed = new Set([
    "TCP ROUND_ROBIN SOURCE_IP",
    "UDP ROUND_ROBIN SOURCE_IP",
    "HTTP ROUND_ROBIN HTTP_COOKIE",
    "HTTP ROUND_ROBIN APP_COOKIE",
  ]);
  for (const protocol of ["TCP", "UDP", "HTTP"] as const) {
    for (const algorithm of ["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"] as Algorithm[]) {
      for (const type of types) {
        const cell = `${protocol} ${algorithm} ${type}`;
        test(`${cell} is ${allowed.has(cell) ? "taken" : "refused"}`, () => {
          expect(checkPersistence({ protocol, algorithm, persistence: persistence(type) }) === null).toBe(
            allowed.has(cell),
          );
        });
      }
    }
  }
});

test("K-01, K-02: an hour at layer 4, a day at layer 7", () => {
  const at = (protocol: "TCP" | "HTTP", timeoutS: number) =>
    checkPersistence({
      protocol,
      algorithm: "ROUND_ROBIN",
      persistence: { ...persistence(protocol === "TCP" ? "SOURCE_IP" : "HTTP_COOKIE"), timeoutS },
    });
  expect(at("TCP", 3600)).toBeNull();
  expect(at("TCP", 3601)?.path).toEqual(["persistence", "timeoutS"]);
  expect(at("HTTP", 86_400)).toBeNull();
});

test("PG-05: an application cookie needs a name of token characters", () => {
  const parse = (cookieName: string | null) =>
    PoolStep.safeParse({ name: "g", protocol: "HTTP", persistence: { type: "APP_COOKIE", cookieName, timeoutS: 60 } });
  expect(parse("JSESSIONID").success).toBe(true);
  expect(parse(null).error?.issues[0]?.path).toEqual(["persistence", "cookieName"]);
  expect(parse("cookieName qsps").error?.issues[0]?.message).toBe("cookieNameSpace?position=11");
  expect(parse("a;b").error?.issues[0]?.message).toBe("cookieNameCharacter?position=2&character=%3B");
});
