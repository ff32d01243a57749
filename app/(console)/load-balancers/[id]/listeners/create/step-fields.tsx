"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { MonitorFields } from "@/components/healthmonitor/monitor-fields";
import { ListenerStepFields } from "@/components/listener/listener-step";
import { ServerRows } from "@/components/member/server-rows";
import { PoolStepFields } from "@/components/pool/pool-step";
import type { CertificateView } from "@/lib/model/certificate";
import { type PoolView, poolProtocolFor } from "@/lib/model/pool";
import { useFollowProtocol } from "./use-follow-protocol";
import type { StepId } from "./wizard-steps";
import type { TakenPort, WizardValues } from "./wizard-values";

export interface StepFieldsProps {
  step: StepId;
  balancerName: string;
  taken: readonly TakenPort[];
  pools: readonly PoolView[];
  certificates: readonly CertificateView[];
}

export function StepFields({ step, balancerName, taken, pools, certificates }: StepFieldsProps) {
  const check = useTranslations("healthmonitor");
  const redirect = useTranslations("redirect");
  const [protocol, kind, redirectId] = useWatch<WizardValues, ["listener.protocol", "pool.kind", "redirectListenerId"]>(
    { name: ["listener.protocol", "pool.kind", "redirectListenerId"] },
  );
  const target = taken.find(({ id }) => id === redirectId);
  const follow = useFollowProtocol(certificates);
  const spoken = poolProtocolFor(protocol);
  if (target !== undefined && step !== "listener") {
    return <p className="text-muted-foreground">{redirect("notNeeded", { name: target.name })}</p>;
  }
  switch (step) {
    case "listener":
      return (
        <ListenerStepFields balancerName={balancerName} taken={taken} certificates={certificates} onProtocol={follow} />
      );
    case "group":
      return (
        <PoolStepFields
          protocol={spoken}
          fitting={pools.filter((pool) => pool.protocol === spoken)}
          servers={<ServerRows name="pool.members" />}
        />
      );
    case "check":
      if (kind === "existing") return <p className="text-muted-foreground">{check("existingNote")}</p>;
      return <MonitorFields at="pool.healthMonitor" protocol={protocol} />;
  }
}
