"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { type Fact, Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { useLiveEngine } from "@/lib/client/live";
import { effectiveTimeoutS, type HealthMonitor } from "@/lib/model/healthmonitor";
import type { PoolView } from "@/lib/model/pool";
import { MonitorDialog } from "./monitor-dialog";

export function MonitorCard({ pool }: { pool: PoolView }) {
  const t = useTranslations("healthmonitor");
  const [open, setOpen] = useState(false);
  const monitor = pool.healthMonitor;
  const on = monitor?.enabled === true;
  return (
    <Card aria-label={t("title")}>
      <CardHead
        ruled
        title={t("title")}
        beside={
          <span className="inline-flex items-center gap-1.5">
            {on ? <Shape name="circle" tone="ok" /> : <Shape name="dashed" tone="off" />}
            {t(on ? "on" : "off")}
          </span>
        }
        side={
          <Button size="sm" onClick={() => setOpen(true)}>
            {t(on ? "configure" : "switchOn")}
          </Button>
        }
      />
      <CardBody className="pt-3">
        {on ? <MonitorFacts monitor={monitor} /> : <p className="text-muted-foreground">{t("offText")}</p>}
        {on && monitor.type === "UDP" && <PingNote />}
      </CardBody>
      {open && <MonitorDialog pool={pool} onClose={() => setOpen(false)} />}
    </Card>
  );
}

/** K-18: the host does not let the engine ping. */
function PingNote() {
  const t = useTranslations("healthmonitor");
  const engine = useLiveEngine();
  if (engine?.notices.includes("NO_ICMP") !== true) return null;
  return (
    <Note tone="warn" role="status" className="mt-3">
      <Shape name="triangle" />
      <span>{t.rich("noIcmp", { code: (text) => <code className="mono">{text}</code> })}</span>
    </Note>
  );
}

function MonitorFacts({ monitor }: { monitor: HealthMonitor }) {
  const t = useTranslations("healthmonitor");
  const { type, intervalS, timeoutS, maxRetries, maxRetriesDown, port, urlPath, domainName, expectedCodes } = monitor;
  const acts = effectiveTimeoutS(monitor);
  const quiet = (text: string) => <span className="text-faint-foreground">{text}</span>;
  const common: Fact[] = [
    { key: "protocol", label: t("protocol"), value: t(type) },
    { key: "port", label: t("port"), value: port ?? quiet(t("ownPort")) },
    { key: "interval", label: t("interval"), value: t("secondsValue", { value: intervalS }) },
    {
      key: "timeout",
      label: t("timeout"),
      value: (
        <>
          {t("secondsValue", { value: timeoutS })}
          {acts < timeoutS && <span className="whitespace-nowrap text-warn-fg">{t("actsAs", { seconds: acts })}</span>}
        </>
      ),
    },
    {
      key: "retries",
      label: t("retries"),
      value: maxRetries === maxRetriesDown ? maxRetries : t("retriesBoth", { up: maxRetries, down: maxRetriesDown }),
    },
  ];
  const http: Fact[] = [
    { key: "path", label: t("path"), value: <span className="mono min-w-0 truncate">{urlPath}</span> },
    {
      key: "codes",
      label: t("codes"),
      value: <span className="mono min-w-0 truncate">{expectedCodes.replaceAll(/\s*,\s*/g, ", ")}</span>,
    },
    {
      key: "host",
      label: t("domain"),
      value:
        domainName === "" ? quiet(t("serverAddress")) : <span className="mono min-w-0 truncate">{domainName}</span>,
    },
  ];
  return <Facts columns={3} className="gap-x-4 gap-y-2.5" facts={type === "HTTP" ? [...common, ...http] : common} />;
}
