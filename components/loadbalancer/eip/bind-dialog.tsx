"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Note } from "@/components/ui/note";
import { bindEipAction, readUnboundEipsAction } from "@/lib/actions/eip";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import { useRefreshResources } from "@/lib/client/use-resource";
import { rule } from "@/lib/model/rule";
import type { EipDialogProps } from "./eip-dialog";

const BindForm = z.object({ eipId: z.uuid({ error: rule("required") }) });
type BindValues = z.infer<typeof BindForm>;

/** Makes a private load balancer public as well; only unbound addresses are offered (LB-12). */
export function BindDialog({ view, onClose }: EipDialogProps) {
  const t = useTranslations("eip");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { data: eips } = useQuery({
    queryKey: queryKeys.unboundEips,
    queryFn: async () => actionData(await readUnboundEipsAction()),
  });
  const form = useZodForm<BindValues, BindValues>(BindForm, { eipId: "" });
  return (
    <FormDialog
      form={form}
      title={t("bindTitle", { name: view.name })}
      description={t("bindAbout", { address: view.vipAddress })}
      submitLabel={common("ok")}
      onClose={onClose}
      onSubmit={async ({ eipId }) => {
        const result = await bindEipAction({ id: eipId, loadBalancerId: view.id });
        if (!result.ok) return result.error;
        notify(t("bound", { name: view.name, address: result.data.externalAddress ?? result.data.address }));
        refresh();
        return null;
      }}
    >
      {eips?.length === 0 && <Note>{t("noneUnbound")}</Note>}
      <SelectField<BindValues>
        name="eipId"
        label={t("eip")}
        placeholder={t("choose")}
        options={(eips ?? []).map(({ id, address, externalAddress, bandwidthMbps }) => ({
          value: id,
          label: externalAddress ?? address,
          detail: t("mbps", { value: bandwidthMbps }),
        }))}
      />
    </FormDialog>
  );
}
