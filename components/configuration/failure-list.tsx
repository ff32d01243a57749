"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/feedback/failure-text";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { ActionError } from "@/lib/actions/result";
import { parseRule } from "@/lib/model/rule";

/** Why nothing was changed: every object and field that breaks a rule. */
export function FailureList({ error }: { error: ActionError }) {
  const t = useTranslations("configuration");
  const rules = useTranslations("rules");
  const failureText = useFailureText();
  const known = (key: string) => key as Parameters<typeof rules>[0];
  const lines = error.fields.map(({ path, rule }) => {
    const { key, values } = parseRule(rule);
    const text = rules.has(known(key)) ? rules(known(key), values) : key;
    return path === "" || path === "text" || path === "passphrase" ? text : `${path}: ${text}`;
  });
  return (
    <Note tone="bad" role="alert">
      <Shape name="diamond" />
      <div className="min-w-0">
        <p className="font-medium">{t("refused")}</p>
        {lines.length === 0 ? (
          <p className="break-words">{failureText(error)}</p>
        ) : (
          <ul className="list-disc pl-4">
            {lines.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Note>
  );
}
