"use client";

import { useState } from "react";
import { AccessLogCard } from "@/components/logs/access-log-card";
import { LogViewer } from "@/components/logs/viewer/log-viewer";
import { readAccessLogAction, readLogGroupsAction } from "@/lib/actions/access-log";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { AccessLogView, LogGroupView } from "@/lib/model/access-log";
import type { LogLine } from "@/lib/model/log-line";
import { ExplainLine } from "../../../../logs/explain-line";

interface AccessLogTabProps {
  balancer: { id: string; name: string; projectId: string };
  accessLog: AccessLogView | null;
  groups: LogGroupView[];
  readAt: number;
}

export function AccessLogTab({ balancer, accessLog: initial, groups: initialGroups, readAt }: AccessLogTabProps) {
  const { id, projectId } = balancer;
  const [explained, setExplained] = useState<LogLine>();
  const accessLog = useResource(queryKeys.accessLog(id), () => readAccessLogAction(id), { data: initial, readAt });
  const groups = useResource(queryKeys.logGroupsOf(projectId), () => readLogGroupsAction({ projectId }), {
    data: initialGroups,
    readAt,
  });
  const streamId = accessLog.data?.streamId;
  return (
    <div className="grid gap-4">
      <AccessLogCard balancer={balancer} accessLog={accessLog.data} groups={groups.data} />
      {streamId !== undefined && (
        <LogViewer key={streamId} streamId={streamId} loadBalancerId={id} openedAt={readAt} onExplain={setExplained} />
      )}
      {explained && <ExplainLine line={explained} onClose={() => setExplained(undefined)} />}
    </div>
  );
}
