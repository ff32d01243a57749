"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CopyableId } from "@/components/ui/copyable-id";
import { Facts } from "@/components/ui/facts";
import { Timestamp } from "@/components/ui/timestamp";
import type { ListenerView } from "@/lib/model/listener";
import { DefaultGroupCell } from "./listener-cells";

export function ListenerFacts({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const common = useTranslations("common");
  const { id, protocol, port, connectionLimit, connectionsPerSource, accessControl, createdAt, tls } = listener;
  const limits = [
    connectionLimit < 0 ? null : t("limitFact", { count: connectionLimit }),
    connectionsPerSource < 0 ? null : t("sourceLimitFact", { count: connectionsPerSource }),
  ].filter((limit) => limit !== null);
  const clients = () => {
    if (!accessControl.enabled) return t("everyone");
    if (accessControl.cidrs.length === 0) return <span className="text-warn-fg">{t("nobody")}</span>;
    return t("whitelisted", { count: accessControl.cidrs.length });
  };
  return (
    <Card aria-label={t("facts")} className="px-4 py-3.5 phone:px-3">
      <Facts
        columns={3}
        facts={[
          {
            key: "id",
            label: common("id"),
            value: <CopyableId id={id} />,
          },
          { key: "port", label: t("frontend"), value: `${protocol} ${port}${tls?.http2 === true ? " · HTTP/2" : ""}` },
          { key: "group", label: t("defaultGroup"), value: <DefaultGroupCell listener={listener} /> },
          {
            key: "limit",
            label: t("connectionLimit"),
            value: limits.length === 0 ? t("unlimited") : limits.join(t("comma")),
          },
          { key: "clients", label: t("clients"), value: clients() },
          {
            key: "created",
            label: common("created"),
            value: <Timestamp at={createdAt} show="absolute" className="whitespace-nowrap" />,
          },
        ]}
      />
    </Card>
  );
}
