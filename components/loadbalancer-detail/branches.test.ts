import { describe, expect, it } from "vitest";
import type { L7PolicyView } from "@/lib/model/l7policy";
import type { ListenerView } from "@/lib/model/listener";
import type { MemberView } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";
import type { Health } from "@/lib/model/status";
import { resourcesOf } from "./branches";

const listener = (id: string, defaultPoolId: string | null, state = "in-effect") =>
  ({ id, defaultPoolId, configuration: { state } }) as ListenerView;
const pool = (id: string) => ({ id }) as PoolView;
const member = (id: string, health: Health) => ({ id, status: { health } }) as MemberView;

const policy = (id: string, redirectPoolId: string | null) => ({ id, redirectPoolId }) as L7PolicyView;

const input = {
  policiesOf: {},
  listeners: [listener("a", "one"), listener("b", null, "refused")],
  pools: [pool("one"), pool("two")],
  membersOf: { one: [member("x", "online"), member("y", "offline")], two: [member("z", "online")] },
};

describe("resources of a load balancer", () => {
  it("hang servers under the group of each listener", () => {
    const { branches, unused, unhealthy } = resourcesOf(input, false);
    expect(branches.map(({ listener, group }) => [listener.id, group?.pool.id, group?.servers.length])).toEqual([
      ["a", "one", 2],
      ["b", undefined, undefined],
    ]);
    expect(unused.map(({ pool }) => pool.id)).toEqual(["two"]);
    expect(unhealthy).toBe(1);
  });

  it("show the groups of policies in their order, and none of them as unused", () => {
    const { branches, unused } = resourcesOf(
      { ...input, policiesOf: { a: [policy("p", "two"), policy("q", null)] } },
      false,
    );
    expect(branches[0]?.policies.map(({ policy: { id }, group }) => [id, group?.pool.id])).toEqual([
      ["p", "two"],
      ["q", undefined],
    ]);
    expect(unused).toEqual([]);
    const troubled = resourcesOf({ ...input, policiesOf: { b: [policy("p", "one"), policy("q", "two")] } }, true);
    expect(troubled.branches.map((one) => [one.listener.id, one.policies.map(({ policy: { id } }) => id)])).toEqual([
      ["a", []],
      ["b", ["p"]],
    ]);
  });

  it("narrow to what needs a look, refused listeners too", () => {
    const { branches, unused } = resourcesOf(input, true);
    expect(branches.map(({ group }) => group?.servers.map(({ id }) => id))).toEqual([["y"], undefined]);
    expect(unused).toEqual([]);
  });

  it("show trouble first where there are many", () => {
    const many = Array.from({ length: 30 }, (_, index) => member(`m${index}`, index === 29 ? "offline" : "online"));
    const group = resourcesOf({ ...input, membersOf: { one: many } }, false).branches[0]?.group;
    expect(group?.servers[0]?.id).toBe("m29");
    expect(group?.hidden).toBe(18);
  });
});
