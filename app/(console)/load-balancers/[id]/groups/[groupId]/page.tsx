import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { readMembersAction } from "@/lib/actions/member";
import { readPoolAction } from "@/lib/actions/pool";
import { expectData } from "../../expect-data";
import { GroupPage } from "./group-page";

export default async function Page({ params }: { params: Promise<{ id: string; groupId: string }> }) {
  const { id, groupId } = await params;
  const balancer = expectData(await readLoadBalancerAction(id));
  const pool = expectData(await readPoolAction(groupId));
  const members = expectData(await readMembersAction(groupId));
  return <GroupPage balancer={{ id, name: balancer.name }} pool={pool} members={members} readAt={Date.now()} />;
}
