import type { EipView, SubnetView, Vpc } from "@/lib/model/network";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Project } from "@/lib/model/project";

/** What the form offers, as the services read it. */
export interface CreateOptions {
  region: string;
  vpcs: readonly Vpc[];
  subnets: readonly SubnetView[];
  /** Unbound ones only (LB-12). */
  eips: readonly EipView[];
  projects: readonly Project[];
  projectId: string;
  /** Prefilled (LB-07). */
  name: string;
  /** What is duplicated: its settings are prefilled, and what it has under it comes along if wanted. */
  like?: LoadBalancerView;
}
