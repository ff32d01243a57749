import { readListenersAction } from "@/lib/actions/listener";
import { expectData } from "../../expect-data";
import { ListenersTab } from "./listeners-tab";

export default async function ListenersPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const listeners = expectData(await readListenersAction({ loadBalancerId: id }));
  return <ListenersTab id={id} listeners={listeners} readAt={Date.now()} />;
}
