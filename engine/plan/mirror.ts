import type { LoadBalancerSpec } from "@/lib/wire/snapshot";
import { compileFront, type Front } from "./compile-front";
import { compileListener, type FormerListener, groupProtocols } from "./compile-listener";
import { Findings } from "./findings";
import type { ListenerPlan, ListenerSource, PoolPlan } from "./plan";
import type { PlanStep } from "./steps";

/** A worker's side of a compilation: makes the listeners' plans of what the main thread sends, from what changed alone. */
export class PlanMirror {
  private readonly pools = new Map<string, PoolPlan>();
  private readonly listeners = new Map<string, FormerListener>();
  /** Listeners of one load balancer that are sent together name the same object, and the same rows. */
  private readonly frontOf = new WeakMap<LoadBalancerSpec, Front>();

  /** The step with the listener's plan for its source. */
  take(step: PlanStep<ListenerSource>): PlanStep<ListenerPlan> {
    switch (step.type) {
      case "pool":
        this.pools.set(step.pool.id, step.pool);
        return step;
      case "removePool":
        this.pools.delete(step.id);
        return step;
      case "removeListener":
        this.listeners.delete(step.id);
        return step;
      case "removeMember":
        return step;
      case "listener":
        return { type: "listener", listener: this.compile(step.listener) };
      default:
        return step satisfies never;
    }
  }

  private compile({ spec, loadBalancer, slots, certificates: used }: ListenerSource): ListenerPlan {
    const { pools } = this;
    const findings = new Findings();
    const front = this.frontOf.get(loadBalancer) ?? compileFront(loadBalancer, slots, findings);
    this.frontOf.set(loadBalancer, front);
    const fronts = new Map([[loadBalancer.id, front]]);
    // The main thread has decided who has which port.
    const taken = new Map<string, string>();
    const former = this.listeners.get(spec.id);
    const certificates = new Map(used.map((certificate) => [certificate.id, certificate]));
    const plan = compileListener(spec, { fronts, pools, certificates, slots, findings, taken, former });
    if (plan === null) throw new Error(`listener ${spec.id}: ${findings.errors[0]?.message ?? "it is switched off"}`);
    this.listeners.set(spec.id, { spec, plan, certificates: used, protocols: groupProtocols(spec, pools) });
    return plan;
  }
}
