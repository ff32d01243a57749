"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { type L7PolicyView, simpleConditions } from "@/lib/model/l7policy";
import { matchOf, useConditionText } from "./policy-text";

/** Domain and URL as the guide has them; everything else in words, one line a condition. */
export function ConditionsCell({ policy }: { policy: L7PolicyView }) {
  const t = useTranslations("l7policy");
  const conditionText = useConditionText();
  const simple = simpleConditions(policy.rules);
  if (policy.rules.length === 0) return <span className="text-faint-foreground">{t("noConditions")}</span>;
  if (simple === null) {
    return (
      <ul>
        {policy.rules.map((rule) => (
          <li key={rule.id} className="break-words">
            {conditionText(rule)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <span className="mono break-all">
      {simple.domain === "" ? <span className="text-faint-foreground">{t("anyDomain")}</span> : simple.domain}
      <span className="block">
        {simple.url === "" ? <span className="text-faint-foreground">{t("anyUrl")}</span> : simple.url}
      </span>
    </span>
  );
}

export function MatchCell({ policy }: { policy: L7PolicyView }) {
  const t = useTranslations("l7policy");
  return <Chip>{t(`match${matchOf(policy)}`)}</Chip>;
}

/** Where its requests go. */
export function TargetCell({ policy, loadBalancerId }: { policy: L7PolicyView; loadBalancerId: string }) {
  const t = useTranslations("l7policy");
  const { action, redirectPool, redirectUrl, redirectPrefix, redirectHttpCode } = policy;
  if (redirectPool !== null) {
    return (
      <Link href={`/load-balancers/${loadBalancerId}/groups/${redirectPool.id}`} className="text-link">
        {redirectPool.name}
      </Link>
    );
  }
  if (action === "REJECT") return t("rejects");
  return (
    <>
      <span className="mono break-all">{redirectUrl ?? redirectPrefix}</span>
      <span className="block text-xs text-faint-foreground">
        {t(action === "REDIRECT_PREFIX" ? "redirectsPrefix" : "redirects", { code: redirectHttpCode ?? 302 })}
      </span>
    </>
  );
}
