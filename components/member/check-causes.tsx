"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import { checkCauses, findCauses, type ProbeReport } from "@/lib/model/probe-report";

const shapes = {
  fine: { name: "check", tone: "ok" },
  suspect: { name: "triangle", tone: "warn" },
  unseen: { name: "dashed", tone: "off" },
} as const;

/** The guide's list of causes in its order (HC-18): what the probe ruled out, and what to do about the rest. */
export function CheckCauses({ report }: { report: ProbeReport }) {
  const t = useTranslations("member");
  const findings = findCauses(report);
  const { port, address } = report;
  const source = report.source === "" ? address : report.source;
  const protocol = report.type === "UDP" ? "udp" : "tcp";
  const commands: Partial<Record<keyof typeof findings, string>> = {
    firewall: `sudo iptables -I INPUT -p ${protocol} -s ${source} --dport ${port} -j ACCEPT`,
    listening: `ss -ln${protocol === "udp" ? "u" : "t"}p | grep :${port}`,
    route: `ip route get ${address}`,
  };
  return (
    <section aria-label={t("causes")}>
      <h3 className="mb-2 font-semibold">{t("causes")}</h3>
      <ol className="grid gap-2.5">
        {checkCauses.map((cause) => {
          const finding = findings[cause];
          const command = finding === "fine" ? undefined : commands[cause];
          return (
            <li key={cause} className="grid grid-cols-[16px_minmax(0,1fr)] gap-2.5">
              <Shape {...shapes[finding]} className="mt-1" />
              <div className="min-w-0">
                <p>
                  <span className="font-medium">{t(`cause_${cause}`)}</span>{" "}
                  <span className="text-muted-foreground">{t(`finding_${finding}`)}</span>
                </p>
                {finding === "suspect" && <p className="text-xs text-muted-foreground">{t(`cure_${cause}`)}</p>}
                {command && (
                  <p className="mt-1 flex items-center gap-1">
                    <code className="mono min-w-0 rounded-sm bg-sunken px-1.5 py-0.5 text-xs break-all">{command}</code>
                    <CopyButton value={command} />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
