import { expect, test } from "vitest";
import { wizardSchema } from "./wizard-schema";
import { wizardDefaults } from "./wizard-values";

const id = "9d5b7f5c-0000-4000-8000-000000000000";
const taken = [{ id, name: "secure", protocol: "HTTPS" as const, port: 443 }];
const values = () => wizardDefaults(id, { listener: "listener-a", pool: "group-a" }, taken);

test("the defaults are complete; a port that another listener has is refused (LS-03)", () => {
  const schema = wizardSchema(taken, values().pool);
  expect(schema.safeParse(values()).success).toBe(true);
  const same = { ...values(), listener: { ...values().listener, port: 443 } };
  expect(schema.safeParse(same).error?.issues).toMatchObject([{ path: ["listener", "port"] }]);
});

test("what was typed of a group is not judged while the listener redirects (LS-08)", () => {
  const schema = wizardSchema(taken, values().pool);
  const nameless = { ...values().pool, kind: "existing" as const, poolId: "" };
  expect(schema.safeParse({ ...values(), pool: nameless }).success).toBe(false);
  const redirecting = { ...values(), pool: nameless, redirectListenerId: id };
  expect(schema.safeParse(redirecting).data).toMatchObject({ redirectListenerId: id, pool: { kind: "new" } });
});
