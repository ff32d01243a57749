"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ServerShare } from "@/lib/model/cause";

/** What each server was promised by its weight and what it got. */
export function SharesTable({ shares }: { shares: readonly ServerShare[] }) {
  const t = useTranslations("diagnosis");
  const format = useFormatter();
  const part = (value: number | null) =>
    value === null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 1 });
  const figures = "mono px-3 py-1.5 text-right";
  return (
    <div className="max-h-72 overflow-auto rounded-md border">
      <table className="w-full text-left" aria-label={t("shares")}>
        <thead className="sticky top-0 bg-sunken text-xs text-muted-foreground">
          <tr>
            <th className="px-3 py-1.5 font-medium">{t("server")}</th>
            <th className="px-3 py-1.5 text-right font-medium">{t("weight")}</th>
            <th className="px-3 py-1.5 text-right font-medium">{t("promised")}</th>
            <th className="px-3 py-1.5 text-right font-medium">{t("got")}</th>
            <th className="px-3 py-1.5 text-right font-medium phone:hidden">{t("requests")}</th>
            <th className="px-3 py-1.5 text-right font-medium phone:hidden">{t("held")}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ id, name, weight, promised, got, requests, connections }) => (
            <tr key={id} className="border-t">
              <td className="px-3 py-1.5 break-all">{name}</td>
              <td className={figures}>{weight}</td>
              <td className={figures}>{part(promised)}</td>
              <td className={figures}>{part(got)}</td>
              <td className={`${figures} phone:hidden`}>{format.number(requests)}</td>
              <td className={`${figures} phone:hidden`}>{format.number(connections)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
