import { readAccessLogAction, readLogGroupsAction } from "@/lib/actions/access-log";
import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { expectData } from "../../expect-data";
import { AccessLogTab } from "./access-log-tab";

export default async function AccessLogPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { name, projectId } = expectData(await readLoadBalancerAction(id));
  return (
    <AccessLogTab
      balancer={{ id, name, projectId }}
      accessLog={expectData(await readAccessLogAction(id))}
      groups={expectData(await readLogGroupsAction({ projectId }))}
      readAt={Date.now()}
    />
  );
}
