import { readPoolsAction } from "@/lib/actions/pool";
import { expectData } from "../../expect-data";
import { GroupsTab } from "./groups-tab";

export default async function GroupsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  return <GroupsTab id={id} pools={pools} readAt={Date.now()} />;
}
