import { headers } from "next/headers";
import { readLoadBalancersAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { readScalingGroupAction } from "@/lib/actions/scaling-group";
import { expectData } from "../../load-balancers/[id]/expect-data";
import { ScalingGroupPage } from "./scaling-group-page";

export default async function Page({ params }: { params: Promise<{ scalingGroupId: string }> }) {
  const { scalingGroupId } = await params;
  const group = expectData(await readScalingGroupAction(scalingGroupId));
  const balancers = new Map(expectData(await readLoadBalancersAction()).map(({ id, name }) => [id, name]));
  const pools = expectData(await readPoolsAction())
    .filter(({ projectId }) => projectId === group.projectId)
    .map(({ id, name, protocol, loadBalancerId }) => ({
      id,
      name,
      protocol,
      loadBalancerName: balancers.get(loadBalancerId) ?? "",
    }));
  const host = (await headers()).get("host") ?? "127.0.0.1:3000";
  return <ScalingGroupPage group={group} pools={pools} origin={`http://${host}`} readAt={Date.now()} />;
}
