"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Dialog } from "@/components/ui/dialog";
import { Facts } from "@/components/ui/facts";
import { isoTime } from "@/components/ui/iso-time";
import { TextButton } from "@/components/ui/text-button";
import { notify } from "@/components/feedback/notify";
import { type LogLine, logFields } from "@/lib/model/log-line";
import type { LogFilter } from "@/lib/model/log-query";
import { AttemptsTimeline } from "./attempts-timeline";
import { seconds } from "./seconds";
import { StatusBadge } from "./status-badge";

export interface LogDetailProps {
  line: LogLine;
  onFilter: (filter: LogFilter) => void;
  /** Asks the engine what it would do with this request now; undefined where its listener is gone. */
  onExplain?: (line: LogLine) => void;
  onClose: () => void;
}

/** All that is known of one request: its way in time, then every field. */
export function LogDetail({ line, onFilter, onExplain, onClose }: LogDetailProps) {
  const t = useTranslations("logViewer");
  const common = useTranslations("common");
  const zone = useTimeZone();
  const narrow = (term: LogFilter["term"], value: string) => (
    <TextButton
      className="mono max-w-full truncate"
      title={t("narrowTo", { value })}
      onClick={() => {
        onFilter({ term, not: false, value });
        onClose();
      }}
    >
      {value}
    </TextButton>
  );
  const at = new Date(line.at);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      className="w-210"
      mark={<StatusBadge status={line.status} />}
      title={
        <span className="mono text-base break-all">
          {line.method === "" ? line.path : `${line.method} ${line.path}`}
        </span>
      }
      footer={
        <>
          <Button onClick={() => void copyText(line.raw).then((done) => done && notify(t("lineCopied")))}>
            {t("copyLine")}
          </Button>
          {onExplain && line.method !== "" && <Button onClick={() => onExplain(line)}>{t("explain")}</Button>}
          <Button variant="primary" onClick={onClose}>
            {common("close")}
          </Button>
        </>
      }
    >
      <Facts
        columns={3}
        className="mt-2"
        facts={[
          {
            key: "time",
            label: t("time"),
            value: (
              <span className="tabular-nums">{`${isoTime(at, zone, true)}.${String(line.at % 1000).padStart(3, "0")}`}</span>
            ),
          },
          { key: "client", label: t("client"), value: narrow("client", line.client) },
          { key: "host", label: t("host"), value: line.host === "" ? "–" : narrow("host", line.host) },
          { key: "duration", label: t("duration"), value: t("ms", { ms: seconds(line.requestTime) }) },
          { key: "path", label: t("path"), value: narrow("path", line.path.split("?")[0] ?? line.path) },
          {
            key: "agent",
            label: t("agent"),
            value: <span className="min-w-0 break-words">{line.fields.http_user_agent}</span>,
          },
        ]}
      />
      <h3 className="mt-4 mb-2 font-semibold">{t("timeline")}</h3>
      <AttemptsTimeline line={line} />
      <h3 className="mt-4 mb-2 font-semibold">{t("fields")}</h3>
      <dl className="max-h-70 overflow-y-auto rounded-md border" tabIndex={0} aria-label={t("fields")}>
        {logFields.map((name) => (
          <div
            key={name}
            className="grid grid-cols-[200px_minmax(0,1fr)] gap-3 border-t px-3 py-1 first:border-t-0 phone:grid-cols-1 phone:gap-0"
          >
            <dt className="mono text-xs leading-5 text-muted-foreground">{name}</dt>
            <dd className="mono min-w-0 text-xs leading-5 break-all">{line.fields[name]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
