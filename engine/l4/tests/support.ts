import type { Socket } from "node:net";
import { RawClient } from "@/engine/testing/raw-client";
import type { Balancer, BalancerOptions } from "@/engine/testing/balancer";
import type { Behaviour } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";

/** A TCP listener in front of members at these ports, stopped after the test. */
export function startTcp(ports: readonly number[], options: Partial<BalancerOptions> = {}): Balancer {
  return startBalancer({
    members: ports.map((port) => ({ port })),
    ...options,
    listener: { protocol: "TCP", clientDataMs: 300_000, memberDataMs: 300_000, ...options.listener },
    pool: { protocol: "TCP", ...options.pool },
  });
}

/** Gives every byte back. */
export const echo: Behaviour = (connection, socket) => {
  const state = connection as typeof connection & { sent?: number };
  socket.write(connection.bytes.slice(state.sent ?? 0), "latin1");
  state.sent = connection.bytes.length;
};

export const silent: Behaviour = () => undefined;

/** One member behind one TCP listener. */
export async function startPair(behaviour: Behaviour = echo, options: Partial<BalancerOptions> = {}) {
  const backend = await startBackend(behaviour);
  return { backend, balancer: startTcp([backend.port], options) };
}

/** Connects, which may end with a reset at once. */
export async function dial(balancer: Balancer, localAddress?: string): Promise<RawClient> {
  return RawClient.open(balancer.port, "127.0.0.1", localAddress);
}

/** What a client sees of a listener: `relayed` or `reset`. */
export async function outcome(balancer: Balancer, localAddress?: string): Promise<"relayed" | "reset"> {
  const client = await dial(balancer, localAddress);
  client.send("ping");
  await client.until(() => client.received === "ping" || client.closed, "bytes back, or a reset");
  const reset = client.errorCode === "ECONNRESET" && client.received === "";
  client.destroy();
  return reset ? "reset" : "relayed";
}

/** Sends RST. */
export function reset(socket: Socket): void {
  socket.resetAndDestroy();
}
