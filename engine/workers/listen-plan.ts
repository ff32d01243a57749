import type { Plan } from "@/engine/plan/plan";

/** A place where a listener has to listen. */
export interface WantedSocket {
  readonly key: string;
  readonly listenerId: string;
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
  for (const { id, port, addresses } of plan.listeners.values()) {
    for (const { address } of addresses)
      sockets.push({ key: `${id} ${address}:${port}`, listenerId: id, address, port });
  }
  return sockets;
}

/** `address:port`, which several listeners may hold one after the other. */
export function placeOf({ address, port }: WantedSocket): string {
  return `${address}:${port}`;
}
