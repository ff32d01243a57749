import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Configuration } from "@/lib/model/status";
import { StateWord } from "./state-word";
import { configurationAppearance } from "./states";
import { WithDetail } from "./with-detail";

export interface ConfigurationBadgeProps {
  state: Configuration;
  /** Second line: the generation, or the reason of a refusal. */
  detail?: ReactNode;
}

export function ConfigurationBadge({ state, detail }: ConfigurationBadgeProps) {
  const t = useTranslations("status");
  const appearance = configurationAppearance[state];
  return (
    <WithDetail appearance={appearance} detail={detail}>
      <StateWord appearance={appearance}>{t(state)}</StateWord>
    </WithDetail>
  );
}
