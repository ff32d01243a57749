import { beforeEach, expect, test } from "vitest";
import { buildSnapshot } from "../snapshot/build";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { readSourceAddresses } from "./read";
import { updateSourceAddresses } from "./update";

let ctx: TestContext;
beforeEach(() => {
  ctx = testContext();
});

test("BS-05: by default the system chooses; addresses of the host are stored, each once, and reach the engine", () => {
  expect(readSourceAddresses(ctx).addresses).toEqual([]);
  expect(readSourceAddresses(ctx).hostAddresses).toContain("127.0.0.1");
  const view = updateSourceAddresses(ctx, { addresses: ["127.0.0.1", " 127.9.8.7", "127.0.0.1"] });
  expect(view).toMatchObject({ addresses: ["127.0.0.1", "127.9.8.7"], missing: [] });
  expect(buildSnapshot(ctx.db).sourceAddresses).toEqual(["127.0.0.1", "127.9.8.7"]);
  expect(ctx.traces()[0]).toMatchObject({
    event: "update source addresses",
    before: { addresses: [] },
    after: { addresses: ["127.0.0.1", "127.9.8.7"] },
  });
});

test("an address that the host does not have is refused by name, and nothing changes", () => {
  const error = refusalOf(() => updateSourceAddresses(ctx, { addresses: ["127.0.0.1", "192.0.2.77"] }));
  expect(error.fields[0]?.path).toBe("addresses.1");
  expect(error.fields[0]?.rule).toMatch(/^notHostAddress\?addresses=.*127\.0\.0\.1/);
  const text = refusalOf(() => updateSourceAddresses(ctx, { addresses: ["10.0.0.0/8"] }));
  expect(text.fields[0]).toEqual({ path: "addresses.0", rule: "ipv4" });
  expect(readSourceAddresses(ctx).addresses).toEqual([]);
});

test("only administrators set them", () => {
  const operator = { ...ctx, actor: { ...ctx.actor, role: "operator" as const } };
  expect(refusalOf(() => updateSourceAddresses(operator, { addresses: [] })).code).toBe("forbidden");
});
