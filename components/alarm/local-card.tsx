"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { ToggleRow } from "@/components/form/toggle-row";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { setAlarmTargetsMayBeLocalAction } from "@/lib/actions/alarm-target";
import { useRefreshResources } from "@/lib/client/use-resource";

/** Whether messages may go to addresses that only this host reaches. */
export function LocalCard({ on, admin }: { on: boolean; admin: boolean }) {
  const t = useTranslations("alarmTarget");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const change = async (next: boolean) => {
    setBusy(true);
    const result = await setAlarmTargetsMayBeLocalAction(next);
    notify(result.ok ? t(next ? "localOn" : "localOff") : failureText(result.error));
    refresh();
    setBusy(false);
  };
  return (
    <Card>
      <CardHead title={t("where")} />
      <CardBody>
        <ToggleRow
          id={id}
          title
          control={
            <Switch
              checked={on}
              disabled={!admin || busy}
              onCheckedChange={(next) => void change(next)}
              aria-labelledby={`${id}-label`}
              aria-describedby={`${id}-hint`}
            />
          }
          label={t("mayBeLocal")}
          hint={admin ? t("mayBeLocalHint") : `${t("mayBeLocalHint")} ${t("adminOnly")}`}
        />
      </CardBody>
    </Card>
  );
}
