"use client";

import { useTranslations } from "next-intl";
import { FieldChanges } from "@/components/feedback/field-changes";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import type { TraceView } from "@/lib/model/trace";
import { changesBetween } from "@/lib/model/trace-changes";
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
      <FieldChanges
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
