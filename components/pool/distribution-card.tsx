"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { type Fact, Facts } from "@/components/ui/facts";
import { updatePoolAction } from "@/lib/actions/pool";
import { useRefreshResources } from "@/lib/client/use-resource";
import { Algorithm, type PoolView } from "@/lib/model/pool";
import { Description, Name } from "@/lib/model/text";
import { AlgorithmField } from "./algorithm-field";
import { PersistenceLater } from "./persistence-later";

export function DistributionCard({ pool }: { pool: PoolView }) {
  const t = useTranslations("pool");
  const [editing, setEditing] = useState(false);
  const { algorithm, persistence, description } = pool;
  const session = () => {
    if (persistence) return t("persistenceOn", { minutes: Math.round(persistence.timeoutS / 60) });
    return t(algorithm === "SOURCE_IP" ? "byAlgorithm" : "persistenceOff");
  };
  const facts: Fact[] = [
    { key: "algorithm", label: t("algorithm"), value: t(algorithm), wide: true },
    { key: "protocol", label: t("protocol"), value: pool.protocol },
    { key: "persistence", label: t("persistence"), value: session() },
    { key: "noHealthy", label: t("noHealthy"), value: t("answer503") },
  ];
  if (persistence) {
    const type = persistence.type === "SOURCE_IP" ? "SOURCE_IPType" : persistence.type;
    facts.push({ key: "type", label: t("persistenceType"), value: t(type) });
  }
  facts.push({
    key: "description",
    label: t("description"),
    wide: true,
    value: description || <span className="text-faint-foreground">{t("noDescription")}</span>,
  });
  return (
    <Card aria-label={t("distribution")}>
      <CardHead
        ruled
        title={t("distribution")}
        side={
          <Button size="sm" onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
        }
      />
      <CardBody className="pt-3">
        <Facts columns={3} className="gap-x-4 gap-y-2.5" facts={facts} />
      </CardBody>
      {editing && <DistributionDialog pool={pool} onClose={() => setEditing(false)} />}
    </Card>
  );
}

const Distribution = z.object({ name: Name, algorithm: Algorithm, description: Description });

function DistributionDialog({ pool, onClose }: { pool: PoolView; onClose: () => void }) {
  const t = useTranslations("pool");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, algorithm, description } = pool;
  const form = useZodForm(Distribution, { name, algorithm, description });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const off = values.algorithm === "ROUND_ROBIN" ? {} : { persistence: null };
        const result = await updatePoolAction({ id, ...values, ...off });
        if (!result.ok) return result.error;
        notify(t("saved", { name: values.name }));
        refresh();
        return null;
      }}
    >
      <NameField<z.input<typeof Distribution>> name="name" hint={t("nameHint")} />
      <AlgorithmField<z.input<typeof Distribution>> name="algorithm" columns={1} />
      <PersistenceLater />
      <DescriptionField<z.input<typeof Distribution>> name="description" />
    </FormDialog>
  );
}
