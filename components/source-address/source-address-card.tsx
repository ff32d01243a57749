"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { RangeListField } from "@/components/form/range-list-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { updateSourceAddressesAction } from "@/lib/actions/source-address";
import { SourceAddresses, type SourceAddressView } from "@/lib/model/source-address";

/** Where connections to servers come from (BS-05). */
export function SourceAddressCard({ view }: { view: SourceAddressView }) {
  const t = useTranslations("sourceAddress");
  const common = useTranslations("common");
  const [editing, setEditing] = useState(false);
  const { addresses, hostAddresses, missing } = view;
  return (
    <Card aria-label={t("pool")}>
      <CardHead
        title={t("pool")}
        side={<Button onClick={() => setEditing(true)}>{common("edit")}</Button>}
        className="min-h-13"
      />
      <CardBody className="grid gap-3">
        <p className="text-muted-foreground">{t("about")}</p>
        {missing.length > 0 && (
          <Note tone="bad" role="alert">
            <Shape name="diamond" tone="bad" />
            <span>{t("missing", { addresses: missing.join(", ") })}</span>
          </Note>
        )}
        <Facts
          columns={2}
          facts={[
            {
              key: "addresses",
              label: t("addresses"),
              value: addresses.length === 0 ? t("systemChooses") : <span className="mono">{addresses.join(", ")}</span>,
            },
            {
              key: "host",
              label: t("ofHost"),
              value: <span className="mono">{hostAddresses.join(", ")}</span>,
            },
          ]}
        />
      </CardBody>
      {editing && <SourceAddressDialog view={view} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function SourceAddressDialog({ view, onClose }: { view: SourceAddressView; onClose: () => void }) {
  const t = useTranslations("sourceAddress");
  const common = useTranslations("common");
  const router = useRouter();
  const form = useZodForm(SourceAddresses, { addresses: view.addresses });
  return (
    <FormDialog
      form={form}
      title={t("pool")}
      description={t("loopbackNote")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateSourceAddressesAction(values);
        if (!result.ok) return result.error;
        notify(t("saved"));
        router.refresh();
        return null;
      }}
    >
      <RangeListField
        name="addresses"
        label={t("addresses")}
        hint={`${t("addressesHint")} ${t("hostHas", { addresses: view.hostAddresses.join(", ") })}`}
        optional
      />
    </FormDialog>
  );
}
