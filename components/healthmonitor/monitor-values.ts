import { defaultExpectedCodes, type HealthMonitor } from "@/lib/model/healthmonitor";
import type { ListenerProtocol } from "@/lib/model/listener";

/** A health check while it is typed; `custom` shows the advanced settings (HC-09). */
export interface MonitorValues {
  enabled: boolean;
  type: "TCP" | "HTTP" | "UDP";
  custom: boolean;
  intervalS: number | null;
  timeoutS: number | null;
  maxRetries: number | null;
  maxRetriesDown: number | null;
  port: number | null;
  domainName: string;
  urlPath: string;
  httpMethod: "GET" | "HEAD" | "OPTIONS";
  expectedCodes: string;
}

export function defaultMonitor(protocol: ListenerProtocol): MonitorValues {
  return {
    enabled: true,
    type: protocol === "UDP" ? "UDP" : protocol === "TCP" ? "TCP" : "HTTP",
    custom: false,
    ...defaultSettings(protocol),
    port: null,
    domainName: "",
  };
}

export function defaultSettings(protocol: ListenerProtocol) {
  return {
    intervalS: 5,
    timeoutS: 3,
    maxRetries: 3,
    maxRetriesDown: 3,
    urlPath: "/",
    httpMethod: "GET",
    expectedCodes: defaultExpectedCodes(protocol),
  } as const;
}

/** Values of a stored check; it is custom as soon as one setting is not the default. */
export function monitorValues(monitor: HealthMonitor, protocol: ListenerProtocol): MonitorValues {
  const settings = Object.entries(defaultSettings(protocol));
  const custom = settings.some(([key, value]) => monitor[key as keyof HealthMonitor] !== value);
  const { enabled, type, intervalS, timeoutS, maxRetries, maxRetriesDown, port } = monitor;
  const { domainName, urlPath, httpMethod, expectedCodes } = monitor;
  return {
    enabled,
    type,
    custom,
    intervalS,
    timeoutS,
    maxRetries,
    maxRetriesDown,
    port,
    domainName,
    urlPath,
    httpMethod,
    expectedCodes,
  };
}
