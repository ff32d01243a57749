"use client";

import { ScrollText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { Timestamp } from "@/components/ui/timestamp";
import type { AccessLogView, LogGroupView } from "@/lib/model/access-log";
import { ConfigureAccessLogDialog } from "./configure-dialog";

export interface AccessLogCardProps {
  balancer: { id: string; name: string };
  /** Null: nothing is logged. */
  accessLog: AccessLogView | null;
  /** Of the load balancer's project. */
  groups: LogGroupView[];
}

/** The switch of a load balancer's access log and where its lines go (LG-03). */
export function AccessLogCard({ balancer, accessLog, groups }: AccessLogCardProps) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const [editing, setEditing] = useState(false);
  const group = groups.find(({ id }) => id === accessLog?.groupId);
  const configure = (
    <Button variant={accessLog === null ? "primary" : "secondary"} onClick={() => setEditing(true)}>
      {t("configure")}
    </Button>
  );
  return (
    <Card aria-label={t("accessLog")} className="overflow-hidden">
      {accessLog === null ? (
        <EmptyState icon={<ScrollText />} title={t("off")} actions={configure}>
          {t("offHint")}
        </EmptyState>
      ) : (
        <>
          <CardHead title={t("accessLog")} side={configure} className="min-h-13" />
          <CardBody>
            <Facts
              facts={[
                { key: "state", label: t("logging"), value: common("on") },
                {
                  key: "group",
                  label: t("group"),
                  value: (
                    <Link href={`/logs/${accessLog.groupId}`} className="break-all text-link">
                      {accessLog.groupName}
                    </Link>
                  ),
                },
                {
                  key: "stream",
                  label: t("stream"),
                  value: (
                    <Link href={`/logs/${accessLog.groupId}/${accessLog.streamId}`} className="break-all text-link">
                      {accessLog.streamName}
                    </Link>
                  ),
                },
                {
                  key: "kept",
                  label: t("retention"),
                  value: group ? t("days", { count: group.retentionDays }) : <Timestamp at={accessLog.createdAt} />,
                },
              ]}
            />
          </CardBody>
        </>
      )}
      {editing && (
        <ConfigureAccessLogDialog
          balancer={balancer}
          accessLog={accessLog}
          groups={groups}
          onClose={() => setEditing(false)}
        />
      )}
    </Card>
  );
}
