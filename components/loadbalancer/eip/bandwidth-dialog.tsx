"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import * as z from "zod";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NumberField } from "@/components/form/number-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { updateEipAction } from "@/lib/actions/eip";
import { useRefreshResources } from "@/lib/client/use-resource";
import { Bandwidth } from "@/lib/model/network";
import type { EipDialogProps } from "./eip-dialog";

const BandwidthForm = z.object({ bandwidthMbps: Bandwidth });
type BandwidthValues = z.infer<typeof BandwidthForm>;

/** New size → next → submit (LB-11). */
export function BandwidthDialog({ view, onClose }: EipDialogProps) {
  const t = useTranslations("eip");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { eip, name } = view;
  const form = useZodForm(BandwidthForm, { bandwidthMbps: eip?.bandwidthMbps ?? 1 });
  const [asked, setAsked] = useState<number>();
  const isNext = useRef(false);
  const isDone = useRef(false);
  if (eip === null) return null;
  const address = eip.externalAddress ?? eip.address;
  if (asked === undefined) {
    return (
      <FormDialog
        form={form}
        title={t("bandwidthTitle", { name })}
        description={t("bandwidthAbout", { address })}
        submitLabel={common("next")}
        onClose={() => {
          if (!isNext.current) onClose();
          isNext.current = false;
        }}
        onSubmit={async ({ bandwidthMbps }) => {
          isNext.current = true;
          setAsked(bandwidthMbps);
          return null;
        }}
      >
        <NumberField<BandwidthValues>
          name="bandwidthMbps"
          label={t("bandwidth")}
          hint={t("bandwidthHint", { value: eip.bandwidthMbps })}
          unit={t("mbpsUnit")}
          min={1}
          max={1000}
          steppers
        />
      </FormDialog>
    );
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={() => (isDone.current ? onClose() : setAsked(undefined))}
      title={t("bandwidthTitle", { name })}
      description={t("bandwidthReview")}
      tone="primary"
      keepLabel={common("back")}
      confirmLabel={t("submit")}
      consequences={[
        { key: "eip", label: t("eip"), value: <span className="mono">{address}</span> },
        { key: "now", label: t("now"), value: t("mbps", { value: eip.bandwidthMbps }) },
        { key: "new", label: t("new"), value: <strong>{t("mbps", { value: asked })}</strong> },
      ]}
      onConfirm={async () => {
        const result = await updateEipAction({ id: eip.id, bandwidthMbps: asked });
        if (!result.ok) return failureText(result.error);
        isDone.current = true;
        notify(t("bandwidthSaved", { name, value: asked }));
        refresh();
        return undefined;
      }}
    />
  );
}
