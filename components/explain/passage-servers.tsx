"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import type { PassageAnswer } from "@/lib/model/passage";

/** Every server of the group: what it weighs and holds now, and why it may or may not get the request. */
export function PassageServers({ answer }: { answer: PassageAnswer }) {
  const t = useTranslations("explain");
  const format = useFormatter();
  const { servers } = answer;
  return (
    <div className="max-h-72 overflow-auto rounded-md border">
      <table className="w-full text-left" aria-label={t("servers")}>
        <thead className="sticky top-0 bg-sunken text-xs text-muted-foreground">
          <tr>
            <th className="px-3 py-1.5 font-medium">{t("server")}</th>
            <th className="px-3 py-1.5 text-right font-medium">{t("weight")}</th>
            <th className="px-3 py-1.5 text-right font-medium">{t("held")}</th>
            <th className="px-3 py-1.5 font-medium">{t("standing")}</th>
          </tr>
        </thead>
        <tbody>
          {servers.map(({ id, name, weight, held, standing, chosenBy }) => (
            <tr key={id} className={chosenBy > 0 ? "border-t font-medium" : "border-t text-muted-foreground"}>
              <td className="px-3 py-1.5 break-all">{name}</td>
              <td className="mono px-3 py-1.5 text-right">{format.number(weight, { maximumFractionDigits: 1 })}</td>
              <td className="mono px-3 py-1.5 text-right">{format.number(held)}</td>
              <td className="px-3 py-1.5">
                <span className="flex items-center gap-1.5">
                  {chosenBy > 0 && <Shape name="check" tone="ok" />}
                  {chosenBy > 0 ? t("chosen") : t(standing)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
