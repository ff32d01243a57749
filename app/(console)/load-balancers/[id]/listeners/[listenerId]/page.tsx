import { readCertificatesAction } from "@/lib/actions/certificate";
import { readL7PoliciesAction, readOverlapsAction } from "@/lib/actions/l7policy";
import { readListenerAction, readListenersAction } from "@/lib/actions/listener";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { expectData } from "../../expect-data";
import { ListenerPage } from "./listener-page";

export default async function Page({ params }: { params: Promise<{ id: string; listenerId: string }> }) {
  const { id, listenerId } = await params;
  const balancer = expectData(await readLoadBalancerAction(id));
  const listener = expectData(await readListenerAction(listenerId));
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  const certificates = listener.tls === null ? [] : expectData(await readCertificatesAction());
  // A redirect leads to another listener of the load balancer (L7-20).
  const siblings = listener.protocol === "HTTP" ? expectData(await readListenersAction({ loadBalancerId: id })) : [];
  const policies = expectData(await readL7PoliciesAction(listenerId));
  const overlaps = expectData(await readOverlapsAction(listenerId));
  return (
    <ListenerPage
      balancer={{ id, name: balancer.name, hasEip: balancer.eip !== null }}
      listener={listener}
      pools={pools}
      certificates={certificates}
      siblings={siblings}
      policies={policies}
      overlaps={overlaps}
      readAt={Date.now()}
    />
  );
}
