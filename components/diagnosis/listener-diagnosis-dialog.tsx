"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { diagnoseListenerAction } from "@/lib/actions/listener";
import type { Cause } from "@/lib/model/cause";
import type { ListenerView } from "@/lib/model/listener";
import { CauseList } from "./cause-list";
import { DiagnosisDialog } from "./diagnosis-dialog";
import { Verdict } from "./verdict";

/** Why can the service not be reached? Every link from the client to the server, as it is now. */
export function ListenerDiagnosisDialog({ listener, onClose }: { listener: ListenerView; onClose: () => void }) {
  const t = useTranslations("diagnosis");
  const words = useTranslations("diagnosis.unreachable");
  const say = words as unknown as (key: string, values?: Cause["values"]) => string;
  const { id } = listener;
  return (
    <DiagnosisDialog
      title={t("listenerTitle", { name: listener.name })}
      ask={useCallback(() => diagnoseListenerAction(id), [id])}
      onClose={onClose}
    >
      {({ unreachable }) => (
        <>
          <Verdict causes={unreachable} />
          <CauseList
            label={t("causes")}
            causes={unreachable}
            nameOf={(key) => say(key)}
            textOf={({ text, values }) => say(text, values)}
          />
        </>
      )}
    </DiagnosisDialog>
  );
}
