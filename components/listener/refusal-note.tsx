"use client";

import { useTranslations } from "next-intl";
import { useRefusalText } from "@/components/status/refusal-text";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import { Note } from "@/components/ui/note";
import { isIpv4 } from "@/lib/model/address";
import type { ListenerView } from "@/lib/model/listener";
import { addAddressCommand } from "@/lib/model/network";
import type { Refusal } from "@/lib/model/status";

const advised = ["EADDRINUSE", "EACCES", "EADDRNOTAVAIL"] as const;

/** In the listener's own row: what is refused, in whose words, and what helps. */
export function RefusalNote({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const refusalText = useRefusalText();
  const { refusal } = listener.configuration;
  if (refusal === undefined) return null;
  const { protocol, port } = listener;
  const advice = advised.find((code) => code === refusal.code) ?? "Other";
  const command = commandFor(refusal, port);
  return (
    <Note tone="bad">
      <Shape name="octagon" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{t("refusedTitle", { protocol, port, reason: refusalText(refusal) })}</p>
        <p className="text-xs break-words">
          {t("refusedSays", { message: refusal.message || refusal.code })} · {t("refusedRest")} {t(`advice${advice}`)}
        </p>
        {command && (
          <p className="mt-1 flex items-center gap-1">
            <code className="mono min-w-0 break-all">{command}</code>
            <CopyButton value={command} />
          </p>
        )}
      </div>
    </Note>
  );
}

/** What an administrator types to have it go; the refusal of a socket begins with its address. */
function commandFor({ code, message }: Refusal, port: number): string | undefined {
  if (code === "EACCES") return `sudo sysctl -w net.ipv4.ip_unprivileged_port_start=${port}`;
  const [address = ""] = message.split(":");
  return code === "EADDRNOTAVAIL" && isIpv4(address) ? addAddressCommand(address, []) : undefined;
}
