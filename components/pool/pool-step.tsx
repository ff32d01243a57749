"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { FieldRow } from "@/components/form/field-row";
import { FormPair } from "@/components/form/form";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { Input } from "@/components/ui/input";
import type { PoolProtocol, PoolView } from "@/lib/model/pool";
import { DistributionFields } from "./distribution-fields";
import { AdvancedGroupSettings } from "./advanced-settings";

export interface PoolStepFieldsProps {
  protocol: PoolProtocol;
  /** Groups of the load balancer that speak it. */
  fitting: readonly PoolView[];
  /** Rows of servers, below a new group. */
  servers: ReactNode;
}

interface Values {
  pool: {
    kind: "new" | "existing";
    poolId: string;
    pool: { name: string; algorithm: string; description: string };
  };
}

export function PoolStepFields({ protocol, fitting, servers }: PoolStepFieldsProps) {
  const t = useTranslations("pool");
  const kind = useWatch<Values, "pool.kind">({ name: "pool.kind" });
  return (
    <>
      <ChoiceField<Values>
        name="pool.kind"
        label={t("source")}
        columns={2}
        choices={[
          { value: "new", title: t("createNew") },
          {
            value: "existing",
            title: t("useExisting"),
            ...(fitting.length === 0 ? { unusable: t("noneFits", { protocol }) } : {}),
          },
        ]}
      />
      {kind === "existing" ? (
        <SelectField<Values>
          name="pool.poolId"
          label={t("existing")}
          hint={t("existingHint")}
          placeholder={t("chooseGroup")}
          options={fitting.map(({ id, name, memberCount, algorithm }) => ({
            value: id,
            label: name,
            detail: t("optionDetail", { count: memberCount, algorithm: t(algorithm) }),
          }))}
        />
      ) : (
        <>
          <FormPair>
            <NameField<Values> name="pool.pool.name" />
            <LockedProtocol protocol={protocol} hint={t("protocolLocked")} />
          </FormPair>
          <DistributionFields at="pool.pool." protocol={protocol} />
          {servers}
          <AdvancedGroupSettings at="pool.pool." protocol={protocol} />
          <DescriptionField<Values> name="pool.pool.description" />
        </>
      )}
    </>
  );
}

function LockedProtocol({ protocol, hint }: { protocol: PoolProtocol; hint: string }) {
  const t = useTranslations("pool");
  return (
    <FieldRow id="backend-protocol" label={t("protocol")} hint={hint}>
      <Input
        id="backend-protocol"
        value={protocol}
        readOnly
        after={<Lock className="size-3.5" />}
        aria-describedby="backend-protocol-hint"
      />
    </FieldRow>
  );
}
