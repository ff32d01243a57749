"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { SwitchField } from "@/components/form/switch-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import { AccessControl, isLayer4, type ListenerView } from "@/lib/model/listener";
import { PassageCheck } from "./passage-check";
import { SettingsCard } from "./settings-card";
import { readCidrs } from "./whitelist";

const Whitelist = z.object({ enabled: z.boolean(), text: z.string() }).superRefine(({ text }, context) => {
  const parsed = AccessControl.safeParse({ enabled: true, cidrs: readCidrs(text) });
  const issue = parsed.error?.issues[0];
  if (issue) context.addIssue({ code: "custom", path: ["text"], message: issue.message });
});
type Values = z.input<typeof Whitelist>;

/** AC-01..AC-03: on and empty admits nobody, which is said before it is saved. */
export function AccessCard({ listener }: { listener: ListenerView }) {
  const t = useTranslations("listener");
  const { enabled, cidrs } = listener.accessControl;
  const form = useZodForm(Whitelist, { enabled, text: cidrs.join(",\n") });
  const [on, text] = useWatch({ control: form.control, name: ["enabled", "text"] });
  const typed = readCidrs(text);
  const count = typed.length;
  return (
    <SettingsCard
      listener={listener}
      title={t("accessControl")}
      form={form}
      toInput={(values) => ({ accessControl: { enabled: values.enabled, cidrs: readCidrs(values.text) } })}
    >
      <SwitchField<Values>
        name="enabled"
        label={t("whitelistOn")}
        hint={t(isLayer4(listener.protocol) ? "whitelistOnHintLayer4" : "whitelistOnHint")}
      />
      {on && count === 0 && (
        <Note tone="warn" role="status">
          <Shape name="triangle" />
          {t("whitelistEmpty")}
        </Note>
      )}
      <TextareaField<Values> name="text" label={t("whitelist")} hint={t("whitelistHint", { count })} rows={4} />
      <PassageCheck accessControl={{ enabled: on, cidrs: typed }} behindProxies={listener.trustedProxies.length > 0} />
    </SettingsCard>
  );
}
