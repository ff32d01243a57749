"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { L7PolicyView } from "@/lib/model/l7policy";
import type { RouteAnswer } from "@/lib/model/route-question";
import { useConditionText } from "./policy-text";

interface AnswersProps {
  answers: readonly RouteAnswer[];
  defaultGroup: string | null;
  policies: readonly L7PolicyView[];
}

/** One line a URL: where it goes; opened, every policy in the order of asking with each of its conditions. */
export function RouteAnswers({ answers, defaultGroup, policies }: AnswersProps) {
  const t = useTranslations("l7policy");
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const outcome = ({ policyId, tooCostly }: RouteAnswer) => {
    if (tooCostly) return t("answerTooCostly");
    if (policyId === null)
      return defaultGroup === null ? t("answerNobody") : t("answerDefault", { group: defaultGroup });
    const policy = byId.get(policyId);
    if (policy === undefined) return t("answerGone");
    const { name, redirectPool, action } = policy;
    if (redirectPool !== null) return t("answerGroup", { name, group: redirectPool.name });
    return t(action === "REJECT" ? "answerRejects" : "answerRedirects", { name });
  };
  return (
    <ul aria-live="polite" aria-label={t("answers")} className="mt-4 grid gap-1 border-t pt-3">
      {answers.map((answer) => (
        <li key={answer.url}>
          <details>
            <summary className="cursor-pointer py-1">
              <code className="mono break-all">{answer.url}</code>{" "}
              <span className="text-muted-foreground">→ {outcome(answer)}</span>
            </summary>
            <JudgedPolicies answer={answer} byId={byId} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function JudgedPolicies({ answer, byId }: { answer: RouteAnswer; byId: ReadonlyMap<string, L7PolicyView> }) {
  const t = useTranslations("l7policy");
  const conditionText = useConditionText();
  if (answer.judged.length === 0) return <p className="pl-4 text-xs text-muted-foreground">{t("noneRuns")}</p>;
  const taken = answer.judged.findIndex(({ policyId }) => policyId === answer.policyId);
  return (
    <ol className="grid gap-2 border-l pl-4 text-xs">
      {answer.judged.map(({ policyId, held }, place) => {
        const policy = byId.get(policyId);
        if (policy === undefined) return null;
        const rules = policy.rules.filter((rule) => rule.enabled);
        return (
          <li key={policyId}>
            <span className="font-medium">{policy.name}</span>{" "}
            <span className="text-muted-foreground">
              {place === taken
                ? t("takesIt")
                : held.every(Boolean) && held.length > 0
                  ? t("comesLater")
                  : t("doesNotMatch")}
            </span>
            <ul>
              {rules.map((rule, index) => (
                <li key={rule.id} className="flex items-start gap-1.5">
                  {held[index] === true ? (
                    <Check aria-label={t("holds")} className="mt-0.5 size-3.5 text-ok" />
                  ) : (
                    <X aria-label={t("doesNotHold")} className="mt-0.5 size-3.5 text-faint-foreground" />
                  )}
                  <span className="min-w-0 break-all">{conditionText(rule)}</span>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
