import type { PoolView } from "@/lib/model/pool";

/** Listeners and forwarding policies that send requests to a group, with the screen of each. */
export function usersOf({ listeners, policies, loadBalancerId }: PoolView) {
  const screen = (listenerId: string) => `/load-balancers/${loadBalancerId}/listeners/${listenerId}`;
  return [
    ...listeners.map(({ id, name }) => ({ kind: "listener" as const, id, name, href: screen(id) })),
    ...policies.map(({ id, name, listenerId }) => ({ kind: "policy" as const, id, name, href: screen(listenerId) })),
  ];
}
