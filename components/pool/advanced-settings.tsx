"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { AdvancedSection } from "@/components/form/advanced-section";
import { FieldRow } from "@/components/form/field-row";
import { NullableSwitch } from "@/components/form/nullable-switch";
import { NumberField } from "@/components/form/number-field";
import { useField } from "@/components/form/use-field";
import { type PoolProtocol, takesProxyProtocol } from "@/lib/model/pool";
import { ProxyProtocolField } from "./proxy-protocol-field";
import { refusalKey } from "./refusal-key";

const names = ["passiveEjection", "slowStartS", "failOpen", "proxyProtocol"] as const;

export interface AdvancedGroupSettingsProps {
  /** Path of the group's values in the form, with a dot at its end; empty for the form itself. */
  at?: string;
  protocol: PoolProtocol;
  open?: boolean;
}

export function AdvancedGroupSettings({ at = "", protocol, open = false }: AdvancedGroupSettingsProps) {
  const t = useTranslations("pool");
  return (
    <AdvancedSection
      title={t("advanced")}
      hint={t("advancedHint")}
      names={names.map((name) => `${at}${name}`)}
      initiallyOpen={open}
    >
      <FailureFields at={at} protocol={protocol} />
      {takesProxyProtocol(protocol) && <ProxyProtocolField name={`${at}proxyProtocol`} />}
    </AdvancedSection>
  );
}

/** How servers that fail are left out, come back, and what happens without a healthy one (K-30). */
function FailureFields({ at, protocol }: { at: string; protocol: PoolProtocol }) {
  const t = useTranslations("pool");
  const ejection: unknown = useWatch({ name: `${at}passiveEjection` });
  return (
    <>
      <NullableSwitch
        name={`${at}passiveEjection`}
        label={t("ejection")}
        hint={t("ejectionHint")}
        initial={{ consecutiveFailures: 3, ejectS: 30 }}
      />
      {ejection != null && (
        <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
          <NumberField
            name={`${at}passiveEjection.consecutiveFailures`}
            label={t("failures")}
            hint={t("failuresHint")}
          />
          <NumberField
            name={`${at}passiveEjection.ejectS`}
            label={t("ejectFor")}
            hint={t("ejectForHint")}
            unit={t("seconds")}
          />
        </div>
      )}
      <NumberField name={`${at}slowStartS`} label={t("slowStart")} hint={t("slowStartHint")} unit={t("seconds")} />
      <NoHealthyChoice name={`${at}failOpen`} protocol={protocol} />
    </>
  );
}

function NoHealthyChoice({ name, protocol }: { name: string; protocol: PoolProtocol }) {
  const t = useTranslations("pool");
  const { id, field, error } = useField(name);
  return (
    <FieldRow id={id} label={t("noHealthy")} error={error} group>
      <ChoiceCards
        aria-labelledby={`${id}-label`}
        columns={2}
        value={field.value === true ? "open" : "closed"}
        onValueChange={(value) => field.onChange(value === "open")}
        choices={[
          { value: "closed", title: t(refusalKey(protocol)), detail: t("answer503Detail") },
          { value: "open", title: t("sendToAll"), detail: t("sendToAllDetail") },
        ]}
      />
    </FieldRow>
  );
}
