"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import type * as z from "zod";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { ErrorLink } from "@/components/form/error-link";
import { Form } from "@/components/form/form";
import { FormCard, FormFoot } from "@/components/form/form-card";
import { HelpPanel } from "@/components/form/help-panel";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { MonitorFields } from "@/components/healthmonitor/monitor-fields";
import { ConditionFields } from "@/components/l7policy/condition-fields";
import { PolicyHelp } from "@/components/l7policy/policy-help";
import { ServerRows } from "@/components/member/server-rows";
import { PoolStepFields } from "@/components/pool/pool-step";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { createL7PolicyChainAction } from "@/lib/actions/l7policy";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { PolicyStep } from "@/lib/model/l7policy";
import { CreateL7PolicyChainInput } from "@/lib/model/l7policy-chain";
import type { PoolView } from "@/lib/model/pool";
import { useFieldLabels } from "../../../create/field-labels";
import { wizardDefaults, type WizardValues } from "../../../create/wizard-values";

interface CreatePolicyProps {
  balancer: { id: string; name: string };
  listener: { id: string; name: string; defaultPoolId: string | null };
  pools: readonly PoolView[];
  names: { policy: string; pool: string };
}

interface Values {
  listenerId: string;
  policy: PolicyStep;
  pool: WizardValues["pool"];
}
type Output = z.output<typeof CreateL7PolicyChainInput>;

/** Adds a forwarding policy: its conditions, then its group, there already or new (FP-02, FP-15). */
export function CreatePolicy({ balancer, listener, pools, names }: CreatePolicyProps) {
  const t = useTranslations("l7policy");
  const words = useTranslations("form");
  const nav = useTranslations("nav");
  const common = useTranslations("common");
  const listeners = useTranslations("listener");
  const check = useTranslations("healthmonitor");
  const router = useRouter();
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [failure, setFailure] = useState<string>();
  const form = useZodForm<Values, Output>(
    CreateL7PolicyChainInput as unknown as z.ZodType<Output, Values>,
    defaultsOf(balancer.id, listener.id, names),
  );
  const kind = useWatch({ control: form.control, name: "pool.kind" });
  const labels = usePolicyLabels();
  const fitting = pools.filter(({ protocol }) => protocol === "HTTP");
  const home = `/load-balancers/${balancer.id}`;
  const back = `${home}/listeners/${listener.id}`;
  const refuse = (error: ActionError) => {
    const fields = error.fields.map(({ path, rule }) => ({
      path: path === "redirectPoolId" ? "pool.poolId" : path,
      rule,
    }));
    const rest = applyFieldErrors(form, fields);
    if (fields.length === 0 || rest.length > 0) setFailure(failureText(error));
  };
  const create = async (values: Output) => {
    setFailure(undefined);
    const result = await createL7PolicyChainAction(values).catch(() => null);
    if (result === null) setFailure(words("noAnswer"));
    else if (!result.ok) refuse(result.error);
    else {
      notify(t("created", { name: result.data.name }));
      refresh();
      router.push(back);
    }
  };
  return (
    <>
      <PageHead
        crumbs={[
          { label: nav("loadBalancers"), href: "/load-balancers" },
          { label: balancer.name, href: home },
          { label: listeners("listeners"), href: `${home}/listeners` },
          { label: listener.name, href: back },
          { label: t("add") },
        ]}
        title={t("addTitle")}
      />
      <Form form={form} onSubmit={create} className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_auto]">
        <div className="grid min-w-0 gap-4">
          <FormCard title={t("conditions")}>
            <NameField<Values> name="policy.name" />
            <ConditionFields<Values> at="policy." />
            <DescriptionField<Values> name="policy.description" />
          </FormCard>
          <FormCard title={t("target")}>
            <PoolStepFields protocol="HTTP" fitting={fitting} servers={<ServerRows name="pool.members" />} />
          </FormCard>
          {kind === "new" && (
            <FormCard title={check("title")}>
              <MonitorFields at="pool.healthMonitor" protocol="HTTP" />
            </FormCard>
          )}
          <div className="rounded-md border">
            <FormFoot>
              <Button variant="quiet" onClick={() => router.push(back)} disabled={form.formState.isSubmitting}>
                {common("cancel")}
              </Button>
              <span className="ml-auto phone:w-full">
                {failure ? (
                  <span role="alert" className="flex items-center gap-1.5 text-xs text-bad-fg">
                    <Shape name="diamond" tone="bad" />
                    {failure}
                  </span>
                ) : (
                  <ErrorLink labels={labels} />
                )}
              </span>
              <Button type="submit" variant="primary" busy={form.formState.isSubmitting} className="phone:w-full">
                {t("add")}
              </Button>
            </FormFoot>
          </div>
        </div>
        <HelpPanel>
          <PolicyHelp />
        </HelpPanel>
      </Form>
    </>
  );
}

function defaultsOf(loadBalancerId: string, listenerId: string, names: CreatePolicyProps["names"]): Values {
  const { pool } = wizardDefaults(loadBalancerId, { listener: "", pool: names.pool }, []);
  const policy: PolicyStep = { name: names.policy, description: "", domain: "", url: "", match: "STARTS_WITH" };
  return { listenerId, policy, pool };
}

function usePolicyLabels(): Readonly<Record<string, string>> {
  const t = useTranslations("l7policy");
  const common = useTranslations("common");
  const { ...labels } = useFieldLabels();
  return {
    "policy.name": common("name"),
    "policy.domain": t("domain"),
    "policy.match": t("urlMatch"),
    "policy.url": t("url"),
    "policy.description": common("description"),
    ...labels,
  };
}
