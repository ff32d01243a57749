"use client";

import { useTranslations } from "next-intl";

/** What the screen calls each field, in the order of the steps. */
export function useFieldLabels(): Readonly<Record<string, string>> {
  const common = useTranslations("common");
  const listener = useTranslations("listener");
  const redirect = useTranslations("redirect");
  const pool = useTranslations("pool");
  const member = useTranslations("member");
  const check = useTranslations("healthmonitor");
  return {
    "listener.name": common("name"),
    "listener.port": listener("port"),
    "listener.protocol": listener("protocol"),
    redirectListenerId: redirect("target"),
    "listener.tls.defaultCertificateId": listener("serverCertificate"),
    "listener.tls.sniCertificateIds": listener("sniCertificates"),
    "listener.tls.clientCaCertificateId": listener("clientCa"),
    "listener.tls.versions": listener("tlsPolicy"),
    "listener.description": common("description"),
    "listener.accessControl.cidrs": listener("whitelist"),
    "listener.trustedProxies": listener("trustedProxies"),
    "listener.timeouts.clientDataMs": listener("clientData"),
    "listener.timeouts.headerMs": listener("headerTime"),
    "listener.timeouts.memberConnectMs": listener("memberConnect"),
    "listener.timeouts.memberDataMs": listener("memberData"),
    "listener.connectionLimit": listener("limitOn"),
    "listener.connectionsPerSource": listener("sourceLimitOn"),
    "pool.kind": pool("source"),
    "pool.poolId": pool("existing"),
    "pool.pool.name": common("name"),
    "pool.pool.algorithm": pool("algorithm"),
    "pool.pool.persistence.cookieName": pool("cookieName"),
    "pool.pool.persistence.timeoutS": pool("persistenceTime"),
    "pool.pool.persistence": pool("persistence"),
    "pool.pool.passiveEjection.consecutiveFailures": pool("failures"),
    "pool.pool.passiveEjection.ejectS": pool("ejectFor"),
    "pool.pool.slowStartS": pool("slowStart"),
    "pool.pool.description": common("description"),
    "pool.members.*.name": member("name"),
    "pool.members.*.address": member("ip"),
    "pool.members.*.port": member("port"),
    "pool.members.*.weight": member("weight"),
    "pool.members": member("servers"),
    "pool.healthMonitor.domainName": check("domain"),
    "pool.healthMonitor.port": check("port"),
    "pool.healthMonitor.intervalS": check("interval"),
    "pool.healthMonitor.timeoutS": check("timeout"),
    "pool.healthMonitor.maxRetries": check("retries"),
    "pool.healthMonitor.urlPath": check("path"),
    "pool.healthMonitor.expectedCodes": check("codes"),
  };
}
