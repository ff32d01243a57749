"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { ChoiceField } from "@/components/form/choice-field";
import { ErrorLink } from "@/components/form/error-link";
import { Form } from "@/components/form/form";
import { FormCard } from "@/components/form/form-card";
import { HelpPanel } from "@/components/form/help-panel";
import { DescriptionField, NameField } from "@/components/form/name-fields";
import { SwitchField } from "@/components/form/switch-field";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { createPoolAction } from "@/lib/actions/pool";
import { useRefreshResources } from "@/lib/client/use-resource";
import { defaultExpectedCodes } from "@/lib/model/healthmonitor";
import {
  Algorithm,
  checkPool,
  PassiveEjection,
  Persistence,
  PoolProtocol,
  ProxyProtocol,
  SlowStart,
} from "@/lib/model/pool";
import { Description, Name } from "@/lib/model/text";
import { DistributionFields } from "./distribution-fields";
import { AdvancedGroupSettings } from "./advanced-settings";
import { PoolHelp } from "./pool-help";

/** Protocols that the data plane runs. */
const poolProtocols = ["HTTP", "TCP", "UDP"] as const;

const checkHints = {
  HTTP: "checksWithCheckHint",
  TCP: "checksWithTcpHint",
  UDP: "checksWithUdpHint",
} as const;

const CreateGroup = z
  .object({
    name: Name,
    protocol: PoolProtocol,
    algorithm: Algorithm,
    persistence: Persistence.nullable(),
    passiveEjection: PassiveEjection.nullable(),
    slowStartS: SlowStart,
    failOpen: z.boolean(),
    proxyProtocol: ProxyProtocol.nullable(),
    description: Description,
    check: z.boolean(),
  })
  .superRefine((values, context) => {
    const problem = checkPool(values);
    if (problem !== null) context.addIssue({ code: "custom", path: problem.path, message: problem.rule });
  });
type Values = z.input<typeof CreateGroup>;

export interface CreatePoolFormProps {
  loadBalancerId: string;
  name: string;
  onCancel: () => void;
  onCreated: (id: string) => void;
}

/** A group of its own (PG-08's page); its servers are added where it then opens. */
export function CreatePoolForm({ loadBalancerId, name, onCancel, onCreated }: CreatePoolFormProps) {
  const t = useTranslations("pool");
  const words = useTranslations("form");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [failure, setFailure] = useState<string>();
  const form = useZodForm(CreateGroup, {
    name,
    protocol: "HTTP",
    algorithm: "ROUND_ROBIN",
    persistence: null,
    passiveEjection: null,
    slowStartS: 0,
    failOpen: false,
    proxyProtocol: null,
    description: "",
    check: true,
  });
  const protocol = useWatch({ control: form.control, name: "protocol" });
  const create = async ({ check, ...pool }: z.output<typeof CreateGroup>) => {
    setFailure(undefined);
    const healthMonitor = { type: pool.protocol, expectedCodes: defaultExpectedCodes(pool.protocol) };
    const made = await createPoolAction({ loadBalancerId, ...pool, ...(check && { healthMonitor }) }).catch(() => null);
    if (made === null) return setFailure(words("noAnswer"));
    if (!made.ok) {
      const rest = applyFieldErrors(form, made.error.fields);
      if (made.error.fields.length === 0 || rest.length > 0) setFailure(failureText(made.error));
      return;
    }
    const { id } = made.data;
    notify(t("created", { name: made.data.name }));
    refresh();
    onCreated(id);
  };
  return (
    <Form form={form} onSubmit={create} className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_auto]">
      <FormCard
        title={t("group")}
        foot={
          <>
            <Button variant="quiet" onClick={onCancel} disabled={form.formState.isSubmitting}>
              {common("cancel")}
            </Button>
            <span className="ml-auto">
              {failure ? (
                <span role="alert" className="flex items-center gap-1.5 text-xs text-bad-fg">
                  <Shape name="diamond" tone="bad" />
                  {failure}
                </span>
              ) : (
                <ErrorLink
                  labels={{
                    name: common("name"),
                    "persistence.cookieName": t("cookieName"),
                    "persistence.timeoutS": t("persistenceTime"),
                    "passiveEjection.consecutiveFailures": t("failures"),
                    "passiveEjection.ejectS": t("ejectFor"),
                    slowStartS: t("slowStart"),
                    description: common("description"),
                  }}
                />
              )}
            </span>
            <Button type="submit" variant="primary" busy={form.formState.isSubmitting} className="phone:w-full">
              {t("add")}
            </Button>
          </>
        }
      >
        <NameField<Values> name="name" hint={t("nameHint")} />
        <ChoiceField<Values>
          name="protocol"
          label={t("protocol")}
          hint={t("protocolHint")}
          columns={3}
          onChosen={() => {
            form.setValue("persistence", null);
            form.setValue("proxyProtocol", null);
          }}
          choices={poolProtocols.map((value) => ({ value, title: value, detail: t(`protocol${value}`) }))}
        />
        <DistributionFields key={protocol} protocol={protocol} />
        <SwitchField<Values> name="check" label={t("checksWithCheck")} hint={t(checkHints[protocol])} />
        <AdvancedGroupSettings protocol={protocol} />
        <DescriptionField<Values> name="description" />
        <p className="text-xs text-muted-foreground">{t("createFoot")}</p>
      </FormCard>
      <HelpPanel>
        <PoolHelp />
      </HelpPanel>
    </Form>
  );
}
