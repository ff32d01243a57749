import { expect, it } from "vitest";
import { compileAccessLog } from "./compile-access-log";
import { address, listener, loadBalancer } from "./testing/sample-snapshot";

const addresses = [
  { kind: "private" as const, address: "127.91.0.1", allowedSources: null, bandwidth: null },
  { kind: "public" as const, address: "127.20.0.2", allowedSources: null, bandwidth: null },
];

it("resolves what is the same in every line of a listener", () => {
  const spec = loadBalancer({ accessLogStreamId: "stream-1", addresses: [address("127.91.0.1")] });
  expect(compileAccessLog(listener(), { spec, addresses })).toEqual({
    streamId: "stream-1",
    loadBalancerId: "lb",
    listenerId: "listener",
    projectId: "p",
    publicAddress: "127.20.0.2:8080",
  });
  expect(compileAccessLog(listener(), { spec, addresses: addresses.slice(0, 1) })?.publicAddress).toBe("-:8080");
});

it.each([
  ["the switch is off", {}, { accessLogStreamId: null }],
  ["there are no requests", { protocol: "TCP" as const }, {}],
  ["the stream's id is a path", {}, { accessLogStreamId: "../../etc" }],
  ["the tenant's id ends a field", {}, { projectId: 'a "b' }],
])("logs nothing where %s", (_why, listenerChange, balancerChange) => {
  const spec = loadBalancer({ accessLogStreamId: "stream-1", ...balancerChange });
  expect(compileAccessLog(listener(listenerChange), { spec, addresses })).toBeNull();
});
