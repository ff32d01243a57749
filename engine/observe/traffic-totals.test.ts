import { expect, test } from "vitest";
import { listener, loadBalancer, member, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";
import type { Window } from "@/lib/wire/messages";
import { TrafficTotals } from "./traffic-totals";

const whole = snapshot({
  loadBalancers: [loadBalancer()],
  listeners: [listener({ id: "a" }), listener({ id: "b", port: 81 })],
  pools: [pool({ members: [member()] })],
});

function window(values: Partial<Window>): Window {
  return { at: 0, loadBalancers: {}, listeners: {}, members: {}, eips: {}, pools: {}, latency: {}, ...values };
}

test("windows add up, also over a new snapshot, and leave the windows as they were", () => {
  const totals = new TrafficTotals();
  totals.sync(whole);
  const first = window({ loadBalancers: { lb: [1, 2] }, listeners: { a: [1, 2] }, members: { member: [3] } });
  totals.add(first);
  totals.add(window({ loadBalancers: { lb: [10, 0] }, pools: { pool: [3] } }));
  totals.sync(whole);
  totals.add(window({ listeners: { a: [5, 5] }, members: { member: [4] } }));
  const { loadBalancers, listeners, members, pools } = totals.read();
  expect([loadBalancers, listeners, members, pools]).toEqual([
    { lb: [11, 2] },
    { a: [6, 7] },
    { member: [7] },
    { pool: [3] },
  ]);
  expect(first.loadBalancers).toEqual({ lb: [1, 2] });
});

test("what left the snapshot is forgotten, and begins anew", () => {
  const totals = new TrafficTotals();
  totals.sync(whole);
  totals.add(window({ listeners: { a: [7], b: [8] } }));
  totals.sync(snapshot({ ...whole, listeners: [listener({ id: "b", port: 81 })] }));
  expect(totals.read().listeners).toEqual({ b: [8] });
  totals.sync(whole);
  totals.add(window({ listeners: { a: [1] } }));
  expect(totals.read().listeners).toEqual({ a: [1], b: [8] });
});
