import { expect, test } from "vitest";
import { type LoadBalancerView, shownConfiguration } from "./loadbalancer";
import type { Configuration } from "./status";

const state = (name: Configuration) => ({ state: name, generation: 4, running: 4 });
const view = (own: Configuration, listeners: Configuration[]) =>
  ({
    configuration: state(own),
    listeners: listeners.map((each, index) => ({ id: String(index), configuration: state(each) })),
  }) as unknown as LoadBalancerView;

test("a refused listener is shown at its load balancer, unless that is refused or disabled itself", () => {
  expect(shownConfiguration(view("in-effect", ["in-effect", "refused"]))).toMatchObject({
    state: "refused",
    listener: { id: "1" },
  });
  expect(shownConfiguration(view("applying", ["refused"])).state).toBe("refused");
  expect(shownConfiguration(view("disabled", ["refused"])).listener).toBeUndefined();
  expect(shownConfiguration(view("in-effect", ["in-effect"])).state).toBe("in-effect");
});
