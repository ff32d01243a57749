"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import { firewallLines } from "@/lib/model/firewall-lines";
import { type CheckCause, checkCauses, findCauses, type ProbeReport } from "@/lib/model/probe-report";

const shapes = {
  fine: { name: "check", tone: "ok" },
  suspect: { name: "triangle", tone: "warn" },
  unseen: { name: "dashed", tone: "off" },
} as const;

/** The guide's list of causes in its order (HC-18): what the probe ruled out, and what to do about the rest. */
export function CheckCauses({ report }: { report: ProbeReport }) {
  const t = useTranslations("member");
  const findings = findCauses(report);
  const lines = linesOf(report);
  return (
    <section aria-label={t("causes")}>
      <h3 className="mb-2 font-semibold">{t("causes")}</h3>
      <ol className="grid gap-2.5">
        {checkCauses.map((cause) => {
          const finding = findings[cause];
          return (
            <li key={cause} className="grid grid-cols-[16px_minmax(0,1fr)] gap-2.5">
              <Shape {...shapes[finding]} className="mt-1" />
              <div className="min-w-0">
                <p>
                  <span className="font-medium">{t(`cause_${cause}`)}</span>{" "}
                  <span className="text-muted-foreground">{t(`finding_${finding}`)}</span>
                </p>
                {finding === "suspect" && <p className="text-xs text-muted-foreground">{t(`cure_${cause}`)}</p>}
                {finding === "suspect" &&
                  lines[cause]?.map((line) => (
                    <p key={line} className="mt-1 flex items-center gap-1">
                      <code className="mono min-w-0 rounded-sm bg-sunken px-1.5 py-0.5 text-xs break-all">{line}</code>
                      <CopyButton value={line} />
                    </p>
                  ))}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What to type, on the server but for the route; rules of a security group are for its console. */
function linesOf({ address, port, type, source }: ProbeReport): Partial<Record<CheckCause, string[]>> {
  const transport = type === "UDP" ? "udp" : "tcp";
  const sources = source === "" ? [] : [source];
  const need = { sources, ports: [port], transport } as const;
  return {
    securityGroup: firewallLines("securityGroup", need),
    listening: [`ss -ln${transport === "udp" ? "u" : "t"}p | grep :${port}`],
    firewall: [...firewallLines("iptables", need), ...firewallLines("nft", need)],
    route: [`ip route get ${address}`],
    load: ["uptime; ss -s; cat /proc/sys/fs/file-nr"],
    hostsDeny: [
      "grep -v '^#' /etc/hosts.deny",
      ...sources.map((from) => `echo 'ALL: ${from.includes(":") ? `[${from}]` : from}' | sudo tee -a /etc/hosts.allow`),
    ],
  };
}
