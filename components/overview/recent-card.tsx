"use client";

import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { RatingWord } from "@/components/status/rating-word";
import { Card, CardHead } from "@/components/ui/card";
import type { Overview } from "@/lib/model/overview";
import { SmallTable } from "./small-table";

type Trace = Overview["recent"][number];

const mostRows = 6;

/** The newest audit events, under their own names in both languages. */
export function RecentCard({ traces }: { traces: readonly Trace[] }) {
  const t = useTranslations("overview");
  return (
    <Card className="overflow-hidden" aria-label={t("recent")}>
      <CardHead
        title={t("recent")}
        side={
          <Link href="/audit" className="text-link">
            {t("allEvents")}
          </Link>
        }
      />
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
                    <Resource trace={trace} />
                  </span>
                </>
              ),
            },
            {
              id: "resource",
              header: t("resource"),
              wideOnly: true,
              cell: (trace) => <Resource trace={trace} />,
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
  return (
    <span className="flex items-center gap-2">
      <span className="mono">{event}</span>
      {rating !== "normal" && (
        <span title={message}>
          <RatingWord rating={rating} />
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
function Resource({ trace: { resourceId, resourceName, href } }: { trace: Trace }) {
  const name = resourceName === "" ? resourceId.slice(0, 8) : resourceName;
  const className = "block max-w-40 truncate";
  if (href === null) return <span className={className}>{name}</span>;
  return (
    <Link href={href} className={`text-link ${className}`}>
      {name}
    </Link>
  );
}
