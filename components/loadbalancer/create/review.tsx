"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { TagChip } from "@/components/ui/chip";
import { type Fact, Facts } from "@/components/ui/facts";
import { TextButton } from "@/components/ui/text-button";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { CreateFormValues } from "./create-schema";
import type { CreateOptions } from "./options";

export interface ReviewProps {
  values: CreateFormValues;
  options: CreateOptions;
  onEdit: () => void;
}

/** Everything that will be made, as it was chosen; the step before Submit (LB-10). */
export function Review({ values, options, onEdit }: ReviewProps) {
  const t = useTranslations("loadbalancer");
  const detail = useTranslations("loadbalancerDetail");
  const common = useTranslations("common");
  const vpc = options.vpcs.find(({ id }) => id === values.vpcId);
  const subnet = options.subnets.find(({ id }) => id === values.subnetId);
  const project = options.projects.find(({ id }) => id === values.projectId);
  const { like } = options;
  const isPublic = values.network === "public";
  const fact = (key: string, label: string, value: ReactNode, wide = false): Fact => ({ key, label, value, wide });
  const section = (title: string, facts: readonly Fact[]) => (
    <Card aria-label={title}>
      <CardHead title={title} ruled side={<TextButton onClick={onEdit}>{common("edit")}</TextButton>} />
      <CardBody className="pt-3.5">
        <Facts facts={facts} columns={3} />
      </CardBody>
    </Card>
  );
  return (
    <div className="grid gap-4">
      {section(t("network"), [
        fact("region", t("region"), options.region),
        fact("type", t("networkType"), t(values.network)),
        fact("vpc", t("vpc"), <Named name={vpc?.name} cidr={vpc?.cidr} />),
        fact("subnet", t("subnet"), <Named name={subnet?.name} cidr={subnet?.cidr} />),
        fact(
          "address",
          t("privateAddress"),
          values.automaticAddress ? t("assigned") : <span className="mono">{values.vipAddress.trim()}</span>,
        ),
      ])}
      {isPublic && section(t("eip"), eipFacts())}
      {section(t("basics"), [
        fact("name", common("name"), <span className="min-w-0 break-all">{values.name}</span>),
        fact("project", t("project"), project?.name),
        fact(
          "tags",
          common("tags"),
          values.tags.length === 0 ? (
            <Nothing />
          ) : (
            <span className="flex flex-wrap gap-1">
              {values.tags.map(({ key, value }) => (
                <TagChip key={key} name={key} value={value} />
              ))}
            </span>
          ),
        ),
        fact("deletion", detail("deletionProtection"), common(values.deletionProtection ? "on" : "off")),
        fact("modification", detail("modificationProtection"), common(values.modificationProtection ? "on" : "off")),
        fact(
          "description",
          common("description"),
          values.description === "" ? <Nothing /> : <span className="break-words">{values.description}</span>,
          true,
        ),
        ...(like === undefined ? [] : [fact("content", t("content"), contentText(like), true)]),
      ])}
    </div>
  );

  function contentText({ name, listeners, servers }: LoadBalancerView): string {
    if (!values.withContent) return t("withoutContent");
    return t("copied", { name, listeners: listeners.length, servers: servers.length });
  }

  function eipFacts(): Fact[] {
    const { kind, bandwidthMbps, eipId } = values.eip;
    if (kind === "new") {
      return [
        fact("source", t("eipSource"), t("eipNew")),
        fact("type", t("eipType"), t("eipTypePool")),
        fact("bandwidth", t("bandwidth"), t("mbps", { value: bandwidthMbps ?? 0 })),
      ];
    }
    const eip = options.eips.find(({ id }) => id === eipId);
    return [
      fact("source", t("eipSource"), t("eipExisting")),
      fact("address", t("address"), <span className="mono">{eip?.externalAddress ?? eip?.address}</span>),
      fact("bandwidth", t("bandwidth"), t("mbps", { value: eip?.bandwidthMbps ?? 0 })),
    ];
  }
}

function Nothing() {
  const t = useTranslations("common");
  return <span className="text-faint-foreground">{t("none")}</span>;
}

function Named({ name, cidr }: { name?: string; cidr?: string }) {
  return (
    <span className="min-w-0">
      {name} <span className="mono text-faint-foreground">{cidr}</span>
    </span>
  );
}
