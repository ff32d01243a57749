"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { registerInstancesAction } from "@/lib/actions/scaling-group";
import { useRefreshResources } from "@/lib/client/use-resource";
import { MemberAddress } from "@/lib/model/address";
import type { ScalingGroup } from "@/lib/model/scaling-group";
import { OptionalName, Port } from "@/lib/model/text";

const Registration = z.object({ address: MemberAddress, port: Port.nullable(), name: OptionalName });
type Values = z.input<typeof Registration>;

export function RegisterDialog({ group: { id, name }, onClose }: { group: ScalingGroup; onClose: () => void }) {
  const t = useTranslations("scaling");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const form = useZodForm<Values, z.output<typeof Registration>>(Registration, { address: "", port: null, name: "" });
  return (
    <FormDialog
      form={form}
      title={t("registerTitle", { name })}
      description={t("registerHint")}
      submitLabel={t("register")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await registerInstancesAction({ scalingGroupId: id, instances: [values] });
        if (!result.ok) {
          const fields = result.error.fields.map((field) => ({
            ...field,
            path: field.path.replace("instances.0.", ""),
          }));
          return { ...result.error, fields };
        }
        notify(t("registered", { count: 1 }));
        refresh();
        return null;
      }}
    >
      <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
        <TextField<Values> name="address" label={t("address")} placeholder="192.168.0.21" mono autoComplete="off" />
        <NumberField<Values> name="port" label={t("ownPort")} hint={t("ownPortHint")} optional min={1} max={65535} />
      </div>
      <TextField<Values> name="name" label={common("name")} optional autoComplete="off" />
    </FormDialog>
  );
}
