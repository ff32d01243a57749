import { useTranslations } from "next-intl";
import { HealthBadge } from "@/components/status/health-badge";
import { StateWord } from "@/components/status/state-word";
import { configurationAppearance } from "@/components/status/states";
import type { ConfigurationState, Health } from "@/lib/model/status";

/** Health, then configuration: two truths side by side, never one. */
export function StateBadges({ health, configuration }: { health: Health | null; configuration: ConfigurationState }) {
  const t = useTranslations("loadbalancerDetail");
  const status = useTranslations("status");
  const { state, generation } = configuration;
  const words = () => {
    if (state === "in-effect") return t("configurationOf", { generation });
    return state === "applying" ? t("applyingOf", { generation }) : status(state);
  };
  return (
    <>
      {health !== null && <HealthBadge state={health} />}
      {!(health === "disabled" && state === "disabled") && (
        <StateWord appearance={configurationAppearance[state]}>{words()}</StateWord>
      )}
    </>
  );
}
