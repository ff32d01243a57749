"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { isoTime } from "@/components/ui/iso-time";
import type { LogLine } from "@/lib/model/log-line";
import { seconds } from "./seconds";
import { StatusBadge } from "./status-badge";

export interface LogRowsProps {
  rows: readonly LogLine[];
  label: string;
  onOpen: (line: LogLine) => void;
}

const head = "sticky top-0 z-1 h-8.5 border-b border-b-border-strong bg-sunken px-2.5 font-medium first:pl-4 last:pr-4";
const cell = "h-9 border-b px-2.5 first:pl-4 last:pr-4 whitespace-nowrap";

/** One line a request; the path opens all that is known of it. */
export function LogRows({ rows, label, onOpen }: LogRowsProps) {
  const t = useTranslations("logViewer");
  const zone = useTimeZone();
  return (
    <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0 phone:table-auto">
      <thead className="text-left text-xs text-muted-foreground phone:sr-only">
        <tr>
          <th scope="col" className={cn(head, "w-44")}>
            {t("time")}
          </th>
          <th scope="col" className={cn(head, "w-18")}>
            {t("status")}
          </th>
          <th scope="col" className={head}>
            {t("request")}
          </th>
          <th scope="col" className={cn(head, "w-34")}>
            {t("client")}
          </th>
          <th scope="col" className={cn(head, "w-42 max-[1100px]:hidden")}>
            {t("server")}
          </th>
          <th scope="col" className={cn(head, "w-24 text-right")}>
            {t("duration")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((line, index) => (
          <tr
            // oxlint-disable-next-line react/no-array-index-key -- two requests may have the same line
            key={`${line.raw}${index}`}
            onClick={() => onOpen(line)}
            className="cursor-pointer hover:bg-hover phone:grid phone:grid-cols-[auto_minmax(0,1fr)_auto] phone:gap-x-2 phone:border-b phone:px-3 phone:py-2"
          >
            <td
              className={cn(
                cell,
                "mono text-xs text-muted-foreground phone:order-4 phone:col-span-2 phone:h-auto phone:border-0 phone:p-0",
              )}
            >
              <time dateTime={new Date(line.at).toISOString()}>
                {isoTime(new Date(line.at), zone, true)}
                <span className="text-faint-foreground">.{String(line.at % 1000).padStart(3, "0")}</span>
              </time>
            </td>
            <td className={cn(cell, "phone:h-auto phone:border-0 phone:p-0")}>
              <StatusBadge status={line.status} />
            </td>
            <td className={cn(cell, "truncate phone:h-auto phone:border-0 phone:p-0")} title={line.fields.request}>
              <button
                type="button"
                onClick={(event) => {
                  event.stopPropagation();
                  onOpen(line);
                }}
                className="mono max-w-full truncate text-left align-middle hover:text-link"
              >
                <span className="text-muted-foreground">{line.method} </span>
                {line.path}
              </button>
            </td>
            <td className={cn(cell, "mono truncate text-xs phone:order-3 phone:hidden")} title={line.client}>
              {line.client}
            </td>
            <td className={cn(cell, "mono truncate text-xs max-[1100px]:hidden")}>
              {line.attempts.at(-1)?.address ?? <span className="text-faint-foreground">–</span>}
              {line.attempts.length > 1 && (
                <span className="ml-1 font-sans text-warn-fg">{t("tries", { count: line.attempts.length })}</span>
              )}
            </td>
            <td className={cn(cell, "text-right tabular-nums phone:h-auto phone:border-0 phone:p-0")}>
              {t("ms", { ms: seconds(line.requestTime) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
