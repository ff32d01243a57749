import type { WorkerStep } from "./messages";

/** What a slice may hold: about as many members, about 5 ms of work on a quiet machine. */
const sliceCost = 256;

/** The steps in the same order, cut where a worker may turn to its clients. */
export function slicesOf(steps: readonly WorkerStep[]): WorkerStep[][] {
  const slices: WorkerStep[][] = [];
  let room = 0;
  for (const step of steps) {
    const cost = costOf(step);
    if (cost > room) {
      slices.push([]);
      room = sliceCost;
    }
    slices.at(-1)?.push(step);
    room -= cost;
  }
  return slices;
}

function costOf(step: WorkerStep): number {
  switch (step.type) {
    case "pool":
      return 2 + step.pool.members.length;
    case "listener": {
      const { policies, accessControl, trustedProxies, tls } = step.listener.spec;
      const rules = policies.reduce((sum, policy) => sum + policy.rules.length, policies.length);
      // A certificate's key takes a millisecond to read.
      const certificates = tls === null ? 0 : 1 + tls.sniCertificateIds.length;
      return 4 + 2 * rules + 16 * certificates + (accessControl.cidrs.length + trustedProxies.length) / 4;
    }
    case "bind":
    case "removeListener":
      return 2;
    default:
      return 1;
  }
}
