"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { diagnosePoolAction } from "@/lib/actions/pool";
import type { Cause } from "@/lib/model/cause";
import type { PoolView } from "@/lib/model/pool";
import { CauseList } from "./cause-list";
import { DiagnosisDialog } from "./diagnosis-dialog";
import { SharesTable } from "./shares-table";
import { Verdict } from "./verdict";

/** Why is the load unequal, and why are sessions lost? From what the group does now. */
export function PoolDiagnosisDialog({ pool, onClose }: { pool: PoolView; onClose: () => void }) {
  const t = useTranslations("diagnosis");
  const imbalance = useTranslations("diagnosis.imbalance");
  const sessions = useTranslations("diagnosis.sessions");
  const [question, setQuestion] = useState<"imbalance" | "sessions">("imbalance");
  const words = question === "imbalance" ? imbalance : sessions;
  const say = words as unknown as (key: string, values?: Cause["values"]) => string;
  const { id } = pool;
  return (
    <DiagnosisDialog
      title={t("poolTitle", { name: pool.name })}
      ask={useCallback(() => diagnosePoolAction(id), [id])}
      onClose={onClose}
    >
      {(answer) => (
        <>
          <div className="justify-self-start">
            <Segmented
              label={t("question")}
              value={question}
              onValueChange={setQuestion}
              options={[
                { value: "imbalance", label: t("askImbalance") },
                { value: "sessions", label: t("askSessions") },
              ]}
            />
          </div>
          <Verdict causes={answer[question]} />
          {question === "imbalance" && answer.shares.length > 0 && <SharesTable shares={answer.shares} />}
          <CauseList
            label={t("causes")}
            causes={answer[question]}
            nameOf={(key) => say(key)}
            textOf={({ text, values }) => say(text, values)}
          />
        </>
      )}
    </DiagnosisDialog>
  );
}
