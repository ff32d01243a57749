"use client";

import { useTranslations } from "next-intl";
import type { FieldChange } from "@/lib/model/trace-changes";

const shown = (text: string | undefined): string => (text === undefined || text === "" ? "–" : text);

export interface FieldChangesProps {
  title: string;
  changes: readonly FieldChange[];
  hasBefore: boolean;
}

/** Field by field, from what to what. */
export function FieldChanges({ title, changes, hasBefore }: FieldChangesProps) {
  const t = useTranslations("audit");
  if (changes.length === 0) return <p className="mt-3 text-muted-foreground">{t("noChanges")}</p>;
  const head = "py-1 pr-4 text-left text-xs font-normal text-faint-foreground";
  const cell = "py-1 pr-4 align-top break-words";
  return (
    <div className="mt-3 overflow-x-auto">
      <table aria-label={title} className="w-full table-fixed">
        <thead>
          <tr className="border-b">
            <th scope="col" className={head}>
              {t("field")}
            </th>
            {hasBefore && (
              <th scope="col" className={head}>
                {t("before")}
              </th>
            )}
            <th scope="col" className={head}>
              {hasBefore ? t("after") : t("value")}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path} className="border-b last:border-b-0">
              <td className={`mono ${cell}`}>{path}</td>
              {hasBefore && <td className={`${cell} text-muted-foreground`}>{shown(before)}</td>}
              <td className={cell}>{shown(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
