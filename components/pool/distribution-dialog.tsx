"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { updatePoolAction } from "@/lib/actions/pool";
import { useRefreshResources } from "@/lib/client/use-resource";
import {
  Algorithm,
  checkPool,
  PassiveEjection,
  Persistence,
  type PoolProtocol,
  type PoolView,
  ProxyProtocol,
  SlowStart,
} from "@/lib/model/pool";
import { Description, Name } from "@/lib/model/text";
import { DistributionFields } from "./distribution-fields";
import { AdvancedGroupSettings } from "./advanced-settings";

const distribution = (protocol: PoolProtocol) =>
  z
    .object({
      name: Name,
      algorithm: Algorithm,
      persistence: Persistence.nullable(),
      passiveEjection: PassiveEjection.nullable(),
      slowStartS: SlowStart,
      failOpen: z.boolean(),
      proxyProtocol: ProxyProtocol.nullable(),
      description: Description,
    })
    .superRefine((values, context) => {
      const problem = checkPool({ ...values, protocol });
      if (problem !== null) context.addIssue({ code: "custom", path: problem.path, message: problem.rule });
    });
type Values = z.input<ReturnType<typeof distribution>>;

export function DistributionDialog({ pool, onClose }: { pool: PoolView; onClose: () => void }) {
  const t = useTranslations("pool");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const {
    id,
    name,
    protocol,
    algorithm,
    persistence,
    passiveEjection,
    slowStartS,
    failOpen,
    proxyProtocol,
    description,
  } = pool;
  const [stored] = useState({
    name,
    algorithm,
    persistence,
    passiveEjection,
    slowStartS,
    failOpen,
    proxyProtocol,
    description,
  });
  const form = useZodForm(distribution(protocol), stored);
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updatePoolAction({ id, ...changedOf(values, stored) });
        if (!result.ok) return result.error;
        notify(t("saved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField<Values> name="name" hint={t("nameHint")} />
      <DistributionFields protocol={protocol} columns={1} stored={persistence !== null} />
      <AdvancedGroupSettings
        protocol={protocol}
        open={passiveEjection !== null || slowStartS > 0 || failOpen || proxyProtocol !== null}
      />
      <DescriptionField<Values> name="description" />
    </FormDialog>
  );
}

/** What differs from the group as it was when the dialog opened: somebody else's change of the rest stays. */
function changedOf<Fields extends object>(values: Fields, stored: Fields): Partial<Fields> {
  const keys = Object.keys(values) as (keyof Fields)[];
  const changed = keys.filter((key) => JSON.stringify(values[key]) !== JSON.stringify(stored[key]));
  return Object.fromEntries(changed.map((key) => [key, values[key]])) as Partial<Fields>;
}
