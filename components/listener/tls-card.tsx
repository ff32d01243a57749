"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { useZodForm } from "@/components/form/use-zod-form";
import type { CertificateView } from "@/lib/model/certificate";
import type { ListenerView } from "@/lib/model/listener";
import { TlsSettings } from "@/lib/model/tls";
import { SettingsCard } from "./settings-card";
import { TlsFields } from "./tls-fields";

const Tls = z.object({ tls: TlsSettings });

interface TlsCardProps {
  listener: ListenerView & { tls: TlsSettings };
  certificates: readonly CertificateView[];
}

/** Certificates and TLS; open connections stay with what they began with (CE-07). */
export function TlsCard({ listener, certificates }: TlsCardProps) {
  const t = useTranslations("listener");
  const form = useZodForm<z.input<typeof Tls>, z.output<typeof Tls>>(Tls, { tls: listener.tls });
  return (
    <SettingsCard listener={listener} title={t("tls")} form={form} toInput={(values) => values}>
      <TlsFields certificates={certificates} />
    </SettingsCard>
  );
}
