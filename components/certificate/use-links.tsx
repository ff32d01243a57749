"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { CertificateUse } from "@/lib/model/certificate";

/** The listeners that use a certificate, linked, with what for. */
export function UseLinks({ uses }: { uses: readonly CertificateUse[] }) {
  const t = useTranslations("certificate");
  if (uses.length === 0) return <span className="text-faint-foreground">{t("unused")}</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {uses.map(({ role, listener, loadBalancer }) => (
        <span key={`${listener.id} ${role}`}>
          <Link
            href={`/load-balancers/${loadBalancer.id}/listeners/${listener.id}`}
            className="text-link underline underline-offset-2"
          >
            {listener.name}
          </Link>{" "}
          <span className="text-xs text-faint-foreground">{t(`role${role}`)}</span>
        </span>
      ))}
    </span>
  );
}
