import { expect, test } from "vitest";
import { call, create, type Fields, startInstallation } from "./testing/client";

test("a listener and its group are diagnosed by their settings; who does not exist is 404", async () => {
  const subnetId = await startInstallation();
  const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
  const listener = await create("listener", { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 80 });
  const pool = await create("pool", { listener_id: listener.id, protocol: "HTTP", lb_algorithm: "SOURCE_IP" });
  const ask = async (path: string) => {
    const { status, body } = await call("GET", `lbaas/${path}/diagnosis`);
    return { status, diagnosis: body.diagnosis as Record<string, Fields[]> };
  };
  const ofPool = await ask(`pools/${String(pool.id)}`);
  expect(ofPool).toMatchObject({ status: 200, diagnosis: { pool_id: pool.id, window: 300, members: [] } });
  expect(ofPool.diagnosis.imbalance).toContainEqual(
    expect.objectContaining({ cause: "algorithm", finding: "suspect", what: "algorithmSource" }),
  );
  expect(ofPool.diagnosis.lost_sessions?.[0]).toMatchObject({ what: "switchedByAlgorithm", finding: "fine" });
  const ofListener = await ask(`listeners/${String(listener.id)}`);
  expect(ofListener.diagnosis.unreachable).toContainEqual(
    expect.objectContaining({ cause: "servers", finding: "suspect", what: "serversNone", commands: [] }),
  );
  expect((await ask(`pools/${String(listener.id)}`)).status).toBe(404);
});
