"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import type { TraceView } from "@/lib/model/trace";
import { changesBetween, type FieldChange } from "@/lib/model/trace-changes";
import { readRefusal } from "@/lib/model/trace-refusal";

/** An event's facts, and field by field what it changed (AU-03). */
export function TraceDetail({ trace, onShow }: { trace: TraceView; onShow: () => void }) {
  const t = useTranslations("audit");
  const isDone = trace.rating === "normal";
  return (
    <div className="rounded-md border bg-sunken p-4">
      <Facts
        facts={[
          { key: "resourceId", label: t("resourceId"), value: <Value text={trace.resourceId} /> },
          { key: "request", label: t("requestId"), value: <Value text={trace.requestId} /> },
          { key: "project", label: t("projectId"), value: <Value text={trace.projectId} /> },
          { key: "trace", label: t("eventId"), value: <Value text={trace.id} /> },
        ]}
      />
      {trace.message !== "" && <Refusal message={trace.message} />}
      <Changes
        title={isDone ? t("changes") : t("asked")}
        changes={changesBetween(isDone ? trace.before : null, trace.after)}
        hasBefore={isDone && trace.before !== null}
      />
      <div className="mt-3">
        <Button size="sm" onClick={onShow}>
          {t("showEvent")}
        </Button>
      </div>
    </div>
  );
}

/** The rules that were broken, in the reader's language. */
function Refusal({ message }: { message: string }) {
  const t = useTranslations("audit");
  const rules = useTranslations("rules");
  const errors = useTranslations("errors");
  const { code, reasons } = readRefusal(message);
  const known = (key: string) => key as Parameters<typeof rules>[0];
  const texts = reasons.map(({ path, rule: { key, values } }) => {
    const text = rules.has(known(key)) ? rules(known(key), values) : key;
    return path === "" ? text : `${path}: ${text}`;
  });
  const word = code as Parameters<typeof errors>[0];
  if (texts.length === 0) texts.push(errors.has(word) ? errors(word, { id: "–" }) : message);
  return (
    <p className="mt-3 break-words">
      <span className="text-faint-foreground">{t("message")}</span> {texts.join(" · ")}
    </p>
  );
}

function Value({ text }: { text: string }) {
  if (text === "") return <span className="text-faint-foreground">–</span>;
  return (
    <>
      <span className="mono min-w-0 truncate" title={text}>
        {text}
      </span>
      <CopyButton value={text} />
    </>
  );
}

const shown = (text: string | undefined): string => (text === undefined || text === "" ? "–" : text);

interface ChangesProps {
  title: string;
  changes: readonly FieldChange[];
  hasBefore: boolean;
}

function Changes({ title, changes, hasBefore }: ChangesProps) {
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
