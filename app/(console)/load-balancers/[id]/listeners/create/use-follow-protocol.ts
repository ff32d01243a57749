"use client";

import { useFormContext } from "react-hook-form";
import { defaultMonitor } from "@/components/healthmonitor/monitor-values";
import type { CertificateView } from "@/lib/model/certificate";
import { defaultTimeouts, type ListenerProtocol } from "@/lib/model/listener";
import { poolProtocolFor } from "@/lib/model/pool";
import { newTls } from "@/lib/model/tls";
import type { WizardValues } from "./wizard-values";

/** Another protocol of the listener: what its group and health check had only for the former one is taken back. */
export function useFollowProtocol(certificates: readonly CertificateView[]): (protocol: ListenerProtocol) => void {
  const { getValues, setValue } = useFormContext<WizardValues>();
  return (protocol) => {
    const { listener, pool } = getValues();
    const first = certificates.find(({ type }) => type === "server")?.id ?? "";
    setValue("listener.tls", protocol === "HTTPS" ? (listener.tls ?? newTls(first)) : null);
    if (protocol !== "HTTP") setValue("redirectListenerId", null);
    const spoken = poolProtocolFor(protocol);
    if (pool.pool.protocol === spoken) return;
    setValue("listener.timeouts", defaultTimeouts(protocol));
    setValue("listener.acceptProxyProtocol", false);
    setValue("pool", {
      ...pool,
      kind: "new",
      poolId: "",
      pool: { ...pool.pool, protocol: spoken, persistence: null, proxyProtocol: null },
      healthMonitor: { ...defaultMonitor(protocol), enabled: pool.healthMonitor.enabled },
    });
  };
}
