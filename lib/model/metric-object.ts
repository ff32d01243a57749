import type { MetricKey, MetricKind } from "./metric-catalogue";

/** An object with metrics and what it hangs under. */
export interface MetricObject {
  type: MetricKind;
  id: string;
  name: string;
  loadBalancerId: string | null;
  loadBalancerName: string;
  /** Of a member. */
  poolId: string | null;
  metrics: readonly MetricKey[];
}

/** Something with metrics, as far as those need it. */
export interface MetricSubject {
  type: MetricKind;
  id: string;
  name: string;
  projectId: string;
  /** Null for an EIP. */
  loadBalancerId: string | null;
  /** Of a member. */
  poolId: string | null;
  /** Metrics that it has: a listener of layer 4 has none of requests. */
  metrics: MetricKey[];
}
