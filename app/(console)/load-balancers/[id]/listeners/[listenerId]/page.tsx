import { readListenerAction } from "@/lib/actions/listener";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { expectData } from "../../expect-data";
import { ListenerPage } from "./listener-page";

export default async function Page({ params }: { params: Promise<{ id: string; listenerId: string }> }) {
  const { id, listenerId } = await params;
  const balancer = expectData(await readLoadBalancerAction(id));
  const listener = expectData(await readListenerAction(listenerId));
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  return <ListenerPage balancer={{ id, name: balancer.name }} listener={listener} pools={pools} readAt={Date.now()} />;
}
