"use client";

import { useTranslations } from "next-intl";
import { FieldChanges } from "@/components/feedback/field-changes";
import { Badge } from "@/components/ui/badge";
import type { ConfigurationDiff, ObjectChange } from "@/lib/model/configuration";

const tones = { created: "ok", changed: "busy", deleted: "bad" } as const;
/** Objects that stand open at first, where they are few. */
const mostOpen = 3;

/** What differs, object by object; each opens to its fields. */
export function DiffView({ diff }: { diff: ConfigurationDiff }) {
  const t = useTranslations("configuration");
  const { created, changed, deleted, objects } = diff;
  const total = created + changed + deleted;
  if (total === 0) return <p className="text-muted-foreground">{t("noChanges")}</p>;
  return (
    <div>
      <p className="text-muted-foreground">{t("summary", { created, changed, deleted })}</p>
      <ul className="mt-2 grid gap-1.5" aria-label={t("changes")}>
        {objects.map((object) => (
          <li key={`${object.section} ${object.id}`}>
            <ObjectLine object={object} open={objects.length <= mostOpen} />
          </li>
        ))}
      </ul>
      {total > objects.length && (
        <p className="mt-2 text-faint-foreground">{t("more", { count: total - objects.length })}</p>
      )}
    </div>
  );
}

function ObjectLine({ object, open }: { object: ObjectChange; open: boolean }) {
  const t = useTranslations("configuration");
  const { section, name, id, kind, fields } = object;
  const noun = t(`section_${section}`);
  const title = `${noun} ${name === "" ? id.slice(0, 8) : name}`;
  return (
    <details open={open} className="rounded-md border bg-card px-3 py-1.5">
      <summary className="cursor-pointer">
        <Badge tone={tones[kind]} className="mr-2">
          {t(`kind_${kind}`)}
        </Badge>
        <span className="font-medium break-words">{title}</span>
      </summary>
      <FieldChanges title={title} changes={fields} hasBefore={kind === "changed"} />
    </details>
  );
}
