/** Everything read through services starts with it: one invalidation reaches all that is on the screen. */
export const resources = ["resources"] as const;

export const queryKeys = {
  loadBalancers: [...resources, "load-balancers"],
  loadBalancerPages: [...resources, "load-balancer-pages"],
  loadBalancer: (id: string) => [...resources, "load-balancer", id],
  listeners: (loadBalancerId: string) => [...resources, "listeners", loadBalancerId],
  pools: (loadBalancerId: string) => [...resources, "pools", loadBalancerId],
  members: (poolId: string) => [...resources, "members", poolId],
  tree: (loadBalancerId: string) => [...resources, "tree", loadBalancerId],
  overlaps: (listenerId: string) => [...resources, "overlaps", listenerId],
  l7policies: (listenerId: string) => [...resources, "l7policies", listenerId],
  listener: (id: string) => [...resources, "listener", id],
  pool: (id: string) => [...resources, "pool", id],
  sourceSessions: (poolId: string) => [...resources, "source-sessions", poolId],
  projectViews: [...resources, "project-views"],
  vpcs: [...resources, "vpcs"],
  subnets: [...resources, "subnets"],
  eips: [...resources, "eips"],
  eipPools: [...resources, "eip-pools"],
  hostAddresses: [...resources, "host-addresses"],
  unboundEips: [...resources, "unbound-eips"],
  projects: [...resources, "projects"],
  servers: [...resources, "servers"],
  counts: [...resources, "counts"],
  overview: [...resources, "overview"],
} as const;
