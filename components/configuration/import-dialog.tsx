"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { ActionError } from "@/lib/actions/result";
import { sendConfiguration } from "@/lib/client/configuration-file";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ConfigurationDiff } from "@/lib/model/configuration";
import { ConfirmWithin } from "./confirm-within";
import { DiffView } from "./diff-view";
import { FailureList } from "./failure-list";

/** A file, then what it would change, then the change. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("configuration");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const id = useId();
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const [within, setWithin] = useState<number | null>(5);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ActionError | "noAnswer">();
  const [diff, setDiff] = useState<ConfigurationDiff>();
  const changed = () => {
    setDiff(undefined);
    setFailure(undefined);
  };
  const send = async (isDry: boolean) => {
    if (file === undefined) return;
    setBusy(true);
    setFailure(undefined);
    const result = await sendConfiguration(file, { passphrase, isDry, confirmWithin: within }).finally(() =>
      setBusy(false),
    );
    if (!result.ok) {
      setDiff(undefined);
      return setFailure(result.error);
    }
    if (isDry) return setDiff(result.diff);
    notify(t("imported"));
    refresh();
    onClose();
  };
  const isSame = diff !== undefined && diff.created + diff.changed + diff.deleted === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={t("importTitle")}
      description={t("importHint")}
      className="w-180"
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {common("cancel")}
          </Button>
          {diff === undefined ? (
            <Button variant="primary" busy={busy} disabled={file === undefined} onClick={() => void send(true)}>
              {t("preview")}
            </Button>
          ) : (
            <Button variant="primary" busy={busy} disabled={isSame} onClick={() => void send(false)}>
              {t("importAction")}
            </Button>
          )}
        </>
      }
    >
      <div className="mt-3 grid gap-3">
        <div>
          <Label htmlFor={`${id}-file`}>{t("file")}</Label>
          <input
            id={`${id}-file`}
            type="file"
            accept=".yaml,.yml"
            className="mt-1 block w-full rounded-md border border-input bg-card px-2.5 py-1.5"
            onChange={(event) => {
              setFile(event.target.files?.[0]);
              changed();
            }}
          />
        </div>
        <div>
          <Label htmlFor={`${id}-passphrase`}>{t("passphrase")}</Label>
          <Input
            id={`${id}-passphrase`}
            type="password"
            autoComplete="off"
            className="mt-1"
            value={passphrase}
            onChange={(event) => {
              setPassphrase(event.target.value);
              changed();
            }}
          />
          <p className="mt-1 text-xs text-muted-foreground">{t("importPassphraseHint")}</p>
        </div>
      </div>
      <div className="mt-3 max-h-[40vh] overflow-y-auto" aria-live="polite">
        {failure === "noAnswer" && <p className="text-bad-fg">{t("noAnswer")}</p>}
        {failure !== undefined && failure !== "noAnswer" && <FailureList error={failure} />}
        {diff !== undefined && (isSame ? <p>{t("sameAsNow")}</p> : <DiffView diff={diff} />)}
      </div>
      {diff !== undefined && !isSame && <ConfirmWithin value={within} onChange={setWithin} />}
    </Dialog>
  );
}
