"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { updateL7PolicyAction } from "@/lib/actions/l7policy";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type L7PolicyView, PolicyEdit, type PolicyConditions, rulesOf, simpleConditions } from "@/lib/model/l7policy";
import type { PoolView } from "@/lib/model/pool";
import { Description, Name } from "@/lib/model/text";
import { ConditionFields } from "./condition-fields";
import { useConditionText } from "./policy-text";

interface EditProps {
  policy: L7PolicyView;
  /** HTTP groups of the load balancer (FP-02). */
  pools: readonly PoolView[];
  onClose: () => void;
}

/** A policy of the guide's form is changed as a whole; of any other, what it is called (its conditions by API). */
export function EditPolicyDialog({ policy, pools, onClose }: EditProps) {
  const simple = simpleConditions(policy.rules);
  if (simple === null || policy.redirectPoolId === null) return <NameDialog policy={policy} onClose={onClose} />;
  return (
    <SimpleDialog policy={policy} simple={simple} poolId={policy.redirectPoolId} pools={pools} onClose={onClose} />
  );
}

function SimpleDialog({
  policy,
  simple,
  poolId,
  pools,
  onClose,
}: EditProps & { simple: PolicyConditions; poolId: string }) {
  const t = useTranslations("l7policy");
  const common = useTranslations("common");
  const save = useSave(policy);
  const [stored] = useState({
    name: policy.name,
    description: policy.description,
    redirectPoolId: poolId,
    ...simple,
  });
  const form = useZodForm(PolicyEdit, stored);
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name: policy.name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={({ domain, url, match, ...values }) => {
        const conditions = { domain, url, match };
        const same = JSON.stringify(rulesOf(conditions)) === JSON.stringify(rulesOf(simple));
        return save({ ...values, ...(same ? {} : { rules: rulesOf(conditions) }) }, conditions);
      }}
    >
      <NameField<PolicyEdit> name="name" />
      <ConditionFields<PolicyEdit> />
      <SelectField<PolicyEdit>
        name="redirectPoolId"
        label={t("target")}
        hint={t("targetHint")}
        options={pools.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DescriptionField<PolicyEdit> name="description" />
    </FormDialog>
  );
}

const NameForm = z.object({ name: Name, description: Description });

function NameDialog({ policy, onClose }: Omit<EditProps, "pools">) {
  const t = useTranslations("l7policy");
  const common = useTranslations("common");
  const conditionText = useConditionText();
  const save = useSave(policy);
  const form = useZodForm(NameForm, { name: policy.name, description: policy.description });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name: policy.name })}
      description={t("editByApi")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={(values) => save(values)}
    >
      <ul className="list-disc pl-4 text-muted-foreground">
        {policy.rules.map((rule) => (
          <li key={rule.id}>{conditionText(rule)}</li>
        ))}
      </ul>
      <NameField<z.input<typeof NameForm>> name="name" />
      <DescriptionField<z.input<typeof NameForm>> name="description" />
    </FormDialog>
  );
}

type Change = Omit<Parameters<typeof updateL7PolicyAction>[0], "id">;

/** Saves; refusals of a rule come back on the field that it was made from. */
function useSave(policy: L7PolicyView) {
  const t = useTranslations("l7policy");
  const refresh = useRefreshResources();
  return async (change: Change, conditions?: PolicyConditions): Promise<ActionError | null> => {
    const result = await updateL7PolicyAction({ id: policy.id, ...change });
    if (!result.ok) {
      const first = conditions?.domain === "" ? "url" : "domain";
      const fields = result.error.fields.map(({ path, rule }) => ({
        path: path.startsWith("rules.0.") ? first : path.startsWith("rules.1.") ? "url" : path,
        rule,
      }));
      return { ...result.error, fields };
    }
    notify(t("saved", { name: result.data.name }));
    refresh();
    return null;
  };
}
