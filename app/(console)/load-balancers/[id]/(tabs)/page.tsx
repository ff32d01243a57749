import { readListenersAction } from "@/lib/actions/listener";
import { readPoolsAction } from "@/lib/actions/pool";
import { expectData } from "../expect-data";
import { readMembersOf } from "../read-members";
import { OverviewTab } from "./overview-tab";

export default async function OverviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const listeners = expectData(await readListenersAction({ loadBalancerId: id }));
  const pools = expectData(await readPoolsAction({ loadBalancerId: id }));
  const membersOf = expectData(await readMembersOf(pools.map((pool) => pool.id)));
  return <OverviewTab id={id} listeners={listeners} pools={pools} membersOf={membersOf} readAt={Date.now()} />;
}
