import { afterEach } from "vitest";
import { Balancer, type BalancerOptions } from "./balancer";
import { RawClient } from "./raw-client";
import { answerEach, type Behaviour, RecordingBackend } from "./recording-backend";

const open: { stop(): Promise<void> }[] = [];
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const one of open.splice(0)) await one.stop();
});

/** A backend that is stopped after the test. */
export async function startBackend(behaviour: Behaviour = answerEach()): Promise<RecordingBackend> {
  const backend = await RecordingBackend.start(behaviour);
  open.push(backend);
  return backend;
}

/** A balancer that is stopped after the test. */
export function startBalancer(options: BalancerOptions): Balancer {
  const balancer = new Balancer(options);
  open.unshift(balancer);
  return balancer;
}

/** A client that is closed after the test. */
export async function openClient(port: number, localAddress?: string): Promise<RawClient> {
  const client = await RawClient.open(port, "127.0.0.1", localAddress);
  clients.push(client);
  return client;
}

/** One backend behind one balancer, and one client. */
export async function startChain(
  behaviour: Behaviour = answerEach(),
  options: Partial<BalancerOptions> = {},
): Promise<{ backend: RecordingBackend; balancer: Balancer; client: RawClient }> {
  const backend = await startBackend(behaviour);
  const balancer = startBalancer({ members: [{ port: backend.port }], ...options });
  return { backend, balancer, client: await openClient(balancer.port) };
}
