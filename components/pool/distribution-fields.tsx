"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { NullableSwitch } from "@/components/form/nullable-switch";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { Algorithm, PoolProtocol } from "@/lib/model/pool";
import { AlgorithmField } from "./algorithm-field";
import { PersistenceFields } from "./persistence-fields";
import { initialPersistence, type PersistenceValues } from "./persistence-values";

export interface DistributionFieldsProps {
  /** Path of the group's values in the form, with a dot at its end; empty for the form itself. */
  at?: string;
  protocol: PoolProtocol;
  columns?: 1 | 3;
  /** Does the stored group keep sessions? Then it is said that they end with the algorithm. */
  stored?: boolean;
}

/** Algorithm and, with weighted round robin alone, session persistence (ST-06): it goes and comes back with it. */
export function DistributionFields({ at = "", protocol, columns = 3, stored = false }: DistributionFieldsProps) {
  const t = useTranslations("pool");
  const { setValue } = useFormContext();
  const name = `${at}persistence`;
  const [algorithm, value] = useWatch({ name: [`${at}algorithm`, name] }) as [Algorithm, PersistenceValues | null];
  const [ended, setEnded] = useState<PersistenceValues | null>(null);
  const fits = algorithm === "ROUND_ROBIN";
  const change = (next: PersistenceValues | null, kept: PersistenceValues | null) => {
    setValue(name, next, { shouldDirty: true });
    setEnded(kept);
  };
  const chosen = (next: Algorithm) => {
    if (next === "ROUND_ROBIN" && ended !== null) change(ended, null);
    if (next !== "ROUND_ROBIN" && value) change(null, value);
  };
  const hint = () => {
    if (fits) return t("persistenceHint");
    return t(algorithm === "SOURCE_IP" ? "persistenceByAlgorithm" : "persistenceNeedsRoundRobin");
  };
  return (
    <>
      <AlgorithmField name={`${at}algorithm`} columns={columns} onChosen={chosen} />
      <div className="grid gap-4 border-t pt-4.5">
        <NullableSwitch
          name={name}
          label={t("persistence")}
          hint={hint()}
          initial={initialPersistence(protocol)}
          disabled={!fits}
        />
        {stored && ended !== null && (
          <Note tone="warn" role="status">
            <Shape name="triangle" />
            {t("persistenceEnds")}
          </Note>
        )}
        {fits && value && <PersistenceFields name={name} protocol={protocol} value={value} />}
      </div>
    </>
  );
}
