import { readCertificatesAction } from "@/lib/actions/certificate";
import { readListenersAction } from "@/lib/actions/listener";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readPoolsAction } from "@/lib/actions/pool";
import { generateName } from "@/lib/model/text";
import { expectData } from "../../expect-data";
import { ListenerWizard } from "./listener-wizard";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { name } = expectData(await readLoadBalancerAction(id));
  const listeners = expectData(await readListenersAction({ loadBalancerId: id }));
  const certificates = expectData(await readCertificatesAction());
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  return (
    <ListenerWizard
      balancer={{ id, name }}
      taken={listeners.map(({ id: taken, name: called, protocol, port }) => ({
        id: taken,
        name: called,
        protocol,
        port,
      }))}
      pools={pools}
      certificates={certificates}
      names={{ listener: generateName("listener"), pool: generateName("server_group") }}
    />
  );
}
