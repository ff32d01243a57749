"use client";

import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { StateWord } from "@/components/status/state-word";
import { Card, CardHead } from "@/components/ui/card";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Trace } from "@/lib/model/trace";
import { SmallTable } from "./small-table";

export interface RecentCardProps {
  traces: readonly Trace[];
  views: readonly LoadBalancerView[];
}

const mostRows = 6;

const ratings = {
  warning: { shape: "triangle", tone: "warn", calm: false },
  incident: { shape: "diamond", tone: "bad", calm: false },
} as const;

/** The newest audit events, under their own names in both languages. */
export function RecentCard({ traces, views }: RecentCardProps) {
  const t = useTranslations("overview");
  return (
    <Card className="overflow-hidden" aria-label={t("recent")}>
      <CardHead title={t("recent")} />
      {traces.length === 0 ? (
        <div className="border-t px-6 py-12 text-center">
          <p className="font-medium">{t("noChanges")}</p>
          <p className="mt-0.5 text-xs text-muted-foreground">{t("noChangesHint")}</p>
        </div>
      ) : (
        <SmallTable<Trace>
          label={t("recent")}
          rows={traces.slice(0, mostRows)}
          rowId={({ id }) => id}
          columns={[
            { id: "time", header: t("time"), cell: ({ at }) => <Time at={at} /> },
            {
              id: "event",
              header: t("event"),
              cell: (trace) => (
                <>
                  <Event trace={trace} />
                  <span className="wide:hidden">
                    <Resource trace={trace} views={views} />
                  </span>
                </>
              ),
            },
            {
              id: "resource",
              header: t("resource"),
              wideOnly: true,
              cell: (trace) => <Resource trace={trace} views={views} />,
            },
            {
              id: "user",
              header: t("user"),
              wideOnly: true,
              cell: ({ userName }) => (
                <span className="block max-w-22 truncate text-muted-foreground" title={userName}>
                  {userName}
                </span>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

function Event({ trace: { event, rating, message } }: { trace: Trace }) {
  const t = useTranslations("overview");
  return (
    <span className="flex items-center gap-2">
      <span className="mono">{event}</span>
      {rating !== "normal" && (
        <span title={message}>
          <StateWord appearance={ratings[rating]}>{t(rating)}</StateWord>
        </span>
      )}
    </span>
  );
}

/** The clock for today, the date before. */
function Time({ at }: { at: number }) {
  const format = useFormatter();
  const now = useNow();
  const date = new Date(at);
  const day = (one: Date) => format.dateTime(one, { year: "numeric", month: "2-digit", day: "2-digit" });
  const today = day(date) === day(now);
  return (
    <time dateTime={date.toISOString()} className="text-faint-foreground">
      {today
        ? format.dateTime(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
        : format.dateTime(date, { month: "2-digit", day: "2-digit" })}
    </time>
  );
}

/** Linked while it exists. */
function Resource({ trace, views }: { trace: Trace; views: readonly LoadBalancerView[] }) {
  const { resourceId, resourceName } = trace;
  const name = resourceName === "" ? resourceId.slice(0, 8) : resourceName;
  const href = hrefOf(resourceId, views);
  const className = "block max-w-40 truncate";
  if (href === undefined) return <span className={className}>{name}</span>;
  return (
    <Link href={href} className={`text-link ${className}`}>
      {name}
    </Link>
  );
}

function hrefOf(id: string, views: readonly LoadBalancerView[]): string | undefined {
  for (const view of views) {
    const page = `/load-balancers/${view.id}`;
    if (view.id === id) return page;
    if (view.eip?.id === id) return page;
    if (view.listeners.some((listener) => listener.id === id)) return `${page}/listeners`;
    if (view.servers.some((server) => server.memberId === id)) return `${page}/groups`;
  }
  return undefined;
}
