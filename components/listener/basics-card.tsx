"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ListenerView } from "@/lib/model/listener";
import { type PoolView, poolProtocolFor } from "@/lib/model/pool";
import { Description, Name } from "@/lib/model/text";
import { noGroupKey } from "./no-group";
import { SettingsCard } from "./settings-card";

const Basics = z.object({ name: Name, description: Description, defaultPoolId: z.string() });
const noPool = "none";

/** `pools`: of the same load balancer; those whose protocol does not fit are not offered (LS-11, PG-11). */
export function BasicsCard({ listener, pools }: { listener: ListenerView; pools: readonly PoolView[] }) {
  const t = useTranslations("listener");
  const form = useZodForm(Basics, {
    name: listener.name,
    description: listener.description,
    defaultPoolId: listener.defaultPoolId ?? noPool,
  });
  const protocol = poolProtocolFor(listener.protocol);
  const fitting = pools.filter((pool) => pool.protocol === protocol);
  return (
    <SettingsCard
      listener={listener}
      title={t("basics")}
      form={form}
      toInput={({ defaultPoolId, ...values }) => ({
        ...values,
        defaultPoolId: defaultPoolId === noPool ? null : defaultPoolId,
      })}
    >
      <NameField<z.input<typeof Basics>> name="name" hint={t("nameHint")} />
      <SelectField<z.input<typeof Basics>>
        name="defaultPoolId"
        label={t("defaultGroup")}
        hint={t("onlyFitting", { protocol })}
        options={[
          ...fitting.map(({ id, name }) => ({ value: id, label: name })),
          { value: noPool, label: t(noGroupKey(listener.protocol)) },
        ]}
      />
      <DescriptionField<z.input<typeof Basics>> name="description" />
    </SettingsCard>
  );
}
