"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Fact, Facts } from "@/components/ui/facts";
import type { ScalingGroupView } from "@/lib/model/scaling-group";
import { ResolveState } from "./resolve-state";

/** Where the members come from, and how machines register themselves. `origin`: of the console. */
export function ScalingFacts({ group, origin }: { group: ScalingGroupView; origin: string }) {
  const t = useTranslations("scaling");
  const common = useTranslations("common");
  const { id, source, dnsName, nameServers, intervalS, drainS, description } = group;
  const facts: Fact[] = [
    { key: "source", label: t("source"), value: t(`source${source}`) },
    { key: "drain", label: t("drain"), value: t("secondsValue", { seconds: drainS }) },
  ];
  if (source !== "MANUAL") {
    facts.push(
      { key: "name", label: t("dnsName"), value: <span className="mono break-all">{dnsName}</span> },
      {
        key: "state",
        label: t("state"),
        value: (
          <span className="block">
            <ResolveState group={group} />
          </span>
        ),
      },
      { key: "interval", label: t("interval"), value: t("secondsValue", { seconds: intervalS }) },
      {
        key: "servers",
        label: t("nameServers"),
        value: nameServers.length === 0 ? t("systemServers") : <span className="mono">{nameServers.join(", ")}</span>,
      },
    );
  }
  if (description !== "") facts.push({ key: "text", label: common("description"), value: description, wide: true });
  facts.push({
    key: "id",
    label: common("id"),
    value: <CopyableId id={id} />,
  });
  const under = `${origin}/api/v2.0/lbaas/scalinggroups/${id}/instances`;
  return (
    <Card aria-label={t("settings")}>
      <CardHead ruled title={t("settings")} />
      <CardBody className="grid gap-4 pt-3">
        <Facts facts={facts} />
        {source === "MANUAL" && (
          <div className="grid gap-2">
            <p className="text-muted-foreground">{t("hook")}</p>
            <Command
              label={t("register")}
              text={`curl -H "X-Auth-Token: $TOKEN" -H "Content-Type: application/json" -d '{"instance":{"address":"192.168.0.21"}}' ${under}`}
            />
            <Command label={t("deregister")} text={`curl -X DELETE -H "X-Auth-Token: $TOKEN" ${under}/192.168.0.21`} />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Command({ label, text }: { label: string; text: string }) {
  const common = useTranslations("common");
  return (
    <div className="flex items-start gap-2 rounded-md border bg-sunken px-3 py-1.5">
      <code className="mono min-w-0 flex-1 break-all">{text}</code>
      <CopyButton value={text} label={`${common("copy")}: ${label}`} />
    </div>
  );
}
