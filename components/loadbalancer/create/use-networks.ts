"use client";

import { useState } from "react";
import type { Subnet, SubnetView, Vpc } from "@/lib/model/network";
import type { CreateOptions } from "./options";

/** VPCs and subnets to choose from, with those made on the way. */
export function useNetworks(initial: CreateOptions) {
  const [made, setMade] = useState<{ vpcs: readonly Vpc[]; subnets: readonly SubnetView[] }>({ vpcs: [], subnets: [] });
  const vpcs = [...initial.vpcs, ...made.vpcs];
  const subnets = [...initial.subnets, ...made.subnets];
  return {
    options: { ...initial, vpcs, subnets },
    addVpc: (vpc: Vpc) => setMade((old) => ({ ...old, vpcs: [...old.vpcs, vpc] })),
    addSubnet: (subnet: Subnet) => {
      const vpc = vpcs.find(({ id }) => id === subnet.vpcId);
      const view = { ...subnet, vpcName: vpc?.name ?? "", vpcCidr: vpc?.cidr ?? "", usedAddresses: 0, size: 0 };
      setMade((old) => ({ ...old, subnets: [...old.subnets, view] }));
    },
  };
}
