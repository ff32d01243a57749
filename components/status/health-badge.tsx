import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StateWord } from "./state-word";
import { type HealthOf, type HealthState, healthAppearance } from "./states";
import { WithDetail } from "./with-detail";

export interface HealthBadgeProps {
  state: HealthState;
  of?: HealthOf;
  /** Second line: since when, or why. Coloured when the state needs a look. */
  detail?: ReactNode;
  /** Within the badge, after the word: a countdown. */
  extra?: ReactNode;
}

export function HealthBadge({ state, of = "service", detail, extra }: HealthBadgeProps) {
  const t = useTranslations("status");
  const appearance = healthAppearance[state];
  return (
    <WithDetail appearance={appearance} detail={detail}>
      <StateWord appearance={appearance}>
        {t(`${of}.${state}`)}
        {extra && <b className="pl-1 font-semibold">{extra}</b>}
      </StateWord>
    </WithDetail>
  );
}
