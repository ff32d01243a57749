import { readListenerAction } from "@/lib/actions/listener";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { generateName } from "@/lib/model/text";
import { expectData } from "../../../../expect-data";
import { CreatePolicy } from "./create-policy";

export default async function Page({ params }: { params: Promise<{ id: string; listenerId: string }> }) {
  const { id, listenerId } = await params;
  const { name } = expectData(await readLoadBalancerAction(id));
  const listener = expectData(await readListenerAction(listenerId));
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  return (
    <CreatePolicy
      balancer={{ id, name }}
      listener={{ id: listenerId, name: listener.name, defaultPoolId: listener.defaultPoolId }}
      pools={pools}
      names={{ policy: generateName("forwarding_policy"), pool: generateName("server_group") }}
    />
  );
}
