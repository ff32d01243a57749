"use client";

import { AccessLogCard } from "@/components/logs/access-log-card";
import { readAccessLogAction, readLogGroupsAction } from "@/lib/actions/access-log";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { AccessLogView, LogGroupView } from "@/lib/model/access-log";

interface AccessLogTabProps {
  balancer: { id: string; name: string; projectId: string };
  accessLog: AccessLogView | null;
  groups: LogGroupView[];
  readAt: number;
}

export function AccessLogTab({ balancer, accessLog: initial, groups: initialGroups, readAt }: AccessLogTabProps) {
  const { id, projectId } = balancer;
  const accessLog = useResource(queryKeys.accessLog(id), () => readAccessLogAction(id), { data: initial, readAt });
  const groups = useResource(queryKeys.logGroupsOf(projectId), () => readLogGroupsAction({ projectId }), {
    data: initialGroups,
    readAt,
  });
  return <AccessLogCard balancer={balancer} accessLog={accessLog.data} groups={groups.data} />;
}
