"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Facts } from "@/components/ui/facts";
import { updateRegionAction } from "@/lib/actions/project";
import { Region } from "@/lib/model/project";

/** One line of labels, as they are typed. */
const RegionForm = z.object({ region: z.string(), zones: z.string() }).transform(({ region, zones }, context) => {
  const parsed = Region.safeParse({ region, zones: zones.split(/[\s,，]+/).filter(Boolean) });
  for (const { path, message } of parsed.error?.issues ?? []) {
    context.addIssue({ code: "custom", path: path.slice(0, 1), message });
  }
  return parsed.data ?? z.NEVER;
});

/** Labels of the installation and of its servers. */
export function RegionCard({ region }: { region: Region }) {
  const t = useTranslations("project");
  const common = useTranslations("common");
  const [editing, setEditing] = useState(false);
  return (
    <Card aria-label={t("region")} className="mt-4">
      <CardHead
        title={t("region")}
        side={<Button onClick={() => setEditing(true)}>{common("edit")}</Button>}
        className="min-h-13"
      />
      <CardBody>
        <Facts
          columns={2}
          facts={[
            { key: "region", label: t("regionName"), value: region.region },
            {
              key: "zones",
              label: t("zones"),
              value:
                region.zones.length === 0 ? (
                  <span className="text-faint-foreground">{common("none")}</span>
                ) : (
                  <span className="flex flex-wrap gap-1">
                    {region.zones.map((zone) => (
                      <Chip key={zone}>{zone}</Chip>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      </CardBody>
      {editing && <RegionDialog region={region} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function RegionDialog({ region, onClose }: { region: Region; onClose: () => void }) {
  const t = useTranslations("project");
  const common = useTranslations("common");
  const router = useRouter();
  const form = useZodForm(RegionForm, { region: region.region, zones: region.zones.join(", ") });
  return (
    <FormDialog
      form={form}
      title={t("region")}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async (values) => {
        const result = await updateRegionAction(values);
        if (!result.ok) return result.error;
        notify(t("regionSaved"));
        router.refresh();
        return null;
      }}
    >
      <TextField name="region" label={t("regionName")} hint={t("regionHint")} autoComplete="off" />
      <TextField name="zones" label={t("zones")} hint={t("zonesHint")} optional autoComplete="off" />
    </FormDialog>
  );
}
