"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody } from "@/components/ui/card";
import { CopyableId } from "@/components/ui/copyable-id";
import { Facts } from "@/components/ui/facts";
import { Timestamp } from "@/components/ui/timestamp";
import type { LogGroupView } from "@/lib/model/access-log";
import { useByteSize } from "@/components/ui/byte-size";
import { bytesOf } from "./log-group-columns";

export function LogGroupSummary({ group }: { group: LogGroupView }) {
  const t = useTranslations("accessLog");
  const common = useTranslations("common");
  const size = useByteSize();
  const { id, projectName, retentionDays, maxGigabytes, createdAt } = group;
  return (
    <Card aria-label={t("group")}>
      <CardBody className="pt-3.5">
        <Facts
          facts={[
            {
              key: "id",
              label: common("id"),
              value: <CopyableId id={id} />,
            },
            { key: "kept", label: t("retention"), value: t("days", { count: retentionDays }) },
            {
              key: "size",
              label: t("size"),
              value: t("sizeOf", { size: size(bytesOf(group)), most: size(maxGigabytes * 1e9) }),
            },
            { key: "project", label: t("project"), value: <span className="break-all">{projectName}</span> },
            { key: "created", label: common("created"), value: <Timestamp at={createdAt} show="absolute" /> },
          ]}
        />
      </CardBody>
    </Card>
  );
}
