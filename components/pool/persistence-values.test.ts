import { expect, test } from "vitest";
import { checkPersistence, type PoolProtocol } from "@/lib/model/pool";
import { initialPersistence, longestMinutes, persistenceTypes } from "./persistence-values";

test.each<PoolProtocol>(["HTTP", "TCP", "UDP"])("what %s offers is what the model takes, to the minute", (protocol) => {
  const refused = (minutes: number, type = initialPersistence(protocol).type) => {
    const cookieName = type === "APP_COOKIE" ? "JSESSIONID" : null;
    const persistence = { type, cookieName, timeoutS: minutes * 60 };
    return checkPersistence({ protocol, algorithm: "ROUND_ROBIN", persistence })?.path.at(-1);
  };
  const most = longestMinutes(protocol);
  expect(persistenceTypes(protocol).map((type) => refused(most, type))).toEqual(
    persistenceTypes(protocol).map(() => undefined),
  );
  expect(refused(most + 1)).toBe("timeoutS");
});
