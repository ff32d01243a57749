"use client";

import { useTranslations } from "next-intl";
import { effectiveTimeoutS, type HealthMonitor } from "@/lib/model/healthmonitor";
import type { MemberView } from "@/lib/model/member";
import { placeOf } from "./server-place";

const known = [
  "CONNECT_REFUSED",
  "CONNECT_TIMEOUT",
  "TIMEOUT",
  "RESET",
  "UNREACHABLE",
  "CLOSED",
  "BAD_ANSWER",
  "NO_ECHO",
  "PORT_UNREACHABLE",
] as const;
const advised = [
  "CONNECT_REFUSED",
  "CONNECT_TIMEOUT",
  "TIMEOUT",
  "UNREACHABLE",
  "NO_ECHO",
  "PORT_UNREACHABLE",
] as const;

/** What a failed check saw, and what to do about it. */
export function useCheckFailure() {
  const t = useTranslations("member");
  return ({ status, address, port, monitorAddress, monitorPort }: MemberView, monitor: HealthMonitor | null) => {
    const place = placeOf({ address: monitorAddress ?? address, port: monitorPort ?? monitor?.port ?? port });
    const reason = known.find((one) => one === status.reason);
    const answered = /^HTTP_(\d+)$/.exec(status.reason)?.[1];
    if (answered !== undefined && monitor !== null) {
      const { httpMethod: method, urlPath: path, expectedCodes: codes } = monitor;
      return { what: t("httpStatus", { method, path, status: answered, codes }), advice: t("adviceHTTP") };
    }
    const advice = advised.find((one) => one === reason) ?? "Other";
    const what =
      reason === undefined
        ? t("otherReason", { reason: status.reason, detail: status.detail })
        : t(reason, { place, timeout: monitor === null ? 0 : effectiveTimeoutS(monitor) });
    return { what, advice: t(`advice${advice}`) };
  };
}
