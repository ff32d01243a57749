"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FieldRow } from "@/components/form/field-row";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { type FirewallKind, firewallLines } from "@/lib/model/firewall-lines";
import { type SourceAddressView, sourcesOf } from "@/lib/model/source-address";
import { Port } from "@/lib/model/text";

const kinds: readonly FirewallKind[] = ["iptables", "nft", "securityGroup"];

/** Lines that let the addresses in, ready to be copied (BS-05). */
export function FirewallCard({ view }: { view: SourceAddressView }) {
  const t = useTranslations("sourceAddress");
  const [transport, setTransport] = useState<"tcp" | "udp">("tcp");
  const [text, setText] = useState("");
  const id = useId();
  const typed = text.split(/[\s,，]+/u).filter((entry) => entry !== "");
  const ports = typed.map(Number);
  const isWrong = ports.some((port) => !Port.safeParse(port).success);
  const need = { sources: sourcesOf(view), ports: isWrong ? [] : [...new Set(ports)], transport };
  return (
    <Card aria-label={t("firewall")} className="mt-4">
      <CardHead title={t("firewall")} className="min-h-13" />
      <CardBody className="grid gap-4">
        <p className="text-muted-foreground">{t("firewallAbout")}</p>
        <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-6 gap-y-3 phone:grid-cols-1">
          <div>
            <p className="mb-[5px] font-medium">{t("transport")}</p>
            <Segmented
              label={t("transport")}
              value={transport}
              onValueChange={setTransport}
              options={[
                { value: "tcp", label: t("tcp") },
                { value: "udp", label: t("udp") },
              ]}
            />
          </div>
          <FieldRow
            id={id}
            label={t("ports")}
            optional
            hint={t("portsHint")}
            error={isWrong ? t("portsWrong") : undefined}
          >
            <Input
              id={id}
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder="80, 8080"
              inputMode="numeric"
              autoComplete="off"
              aria-invalid={isWrong}
              className="max-w-80"
            />
          </FieldRow>
        </div>
        {transport === "udp" && <p className="text-xs text-muted-foreground">{t("udpNote")}</p>}
        {!isWrong && kinds.map((kind) => <Lines key={kind} label={t(kind)} lines={firewallLines(kind, need)} />)}
      </CardBody>
    </Card>
  );
}

function Lines({ label, lines }: { label: string; lines: readonly string[] }) {
  const t = useTranslations("sourceAddress");
  const text = lines.join("\n");
  return (
    <section aria-label={label}>
      <h3 className="mb-1 flex items-center gap-2 font-semibold">
        {label}
        <CopyButton value={text} label={t("copyAll", { kind: label })} />
      </h3>
      <pre className="mono rounded-md bg-sunken px-3 py-2 text-xs break-words whitespace-pre-wrap">{text}</pre>
    </section>
  );
}
