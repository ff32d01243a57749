import type { ReactNode } from "react";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { expectData } from "../expect-data";
import { DetailFrame } from "./detail-frame";

export default async function LoadBalancerLayout(props: { params: Promise<{ id: string }>; children: ReactNode }) {
  const { id } = await props.params;
  const view = expectData(await readLoadBalancerAction(id));
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  return (
    <DetailFrame view={view} pools={pools} readAt={Date.now()}>
      {props.children}
    </DetailFrame>
  );
}
