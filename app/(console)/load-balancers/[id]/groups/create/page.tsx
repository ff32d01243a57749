import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { generateName } from "@/lib/model/text";
import { expectData } from "../../expect-data";
import { CreateGroup } from "./create-group";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { name } = expectData(await readLoadBalancerAction(id));
  return <CreateGroup balancer={{ id, name }} name={generateName("server_group")} />;
}
