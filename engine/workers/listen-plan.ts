import type { Plan } from "@/engine/plan/plan";

/** A place where a listener has to listen. */
export interface WantedSocket {
  readonly key: string;
  readonly listenerId: string;
  readonly transport: "tcp" | "udp";
  readonly address: string;
  readonly port: number;
}

/** A place where it cannot, in the system's words. */
export interface SocketFailure extends WantedSocket {
  readonly code: string;
  readonly message: string;
}

/** Every listening socket of a plan, one for each listener and address. */
export function wantedSockets(plan: Plan): WantedSocket[] {
  const sockets: WantedSocket[] = [];
  for (const { id, protocol, port, addresses } of plan.listeners.values()) {
    const transport = protocol === "UDP" ? "udp" : "tcp";
    for (const { address } of addresses)
      sockets.push({ key: `${id} ${address}:${port}`, listenerId: id, transport, address, port });
  }
  return sockets;
}

/** Transport, address and port, which several listeners may hold one after the other. */
export function placeOf({ transport, address, port }: WantedSocket): string {
  return `${transport} ${address}:${port}`;
}
