"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Consequences } from "@/components/feedback/consequences";
import { ConfirmName } from "@/components/feedback/confirm-name";
import { useFailureText } from "@/components/feedback/failure-text";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult, ItemResult } from "@/lib/actions/result";

export interface BulkItem {
  id: string;
  name: string;
  /** Why it is left out; given, it is not asked for. */
  blocked?: ReactNode;
}

export interface BulkDialogProps {
  items: readonly BulkItem[];
  title: ReactNode;
  description?: ReactNode;
  /** Heads the rows that are asked for: "Will be deleted". */
  actsOn: string;
  /** Has to be typed before the action is possible. */
  typedWord?: string;
  tone?: "danger" | "primary";
  keepLabel: string;
  confirmLabel: string;
  /** Not possible yet: something in `children` is not as it must be. */
  incomplete?: boolean;
  /** One request for all of them. */
  run: (ids: string[]) => Promise<ActionResult<ItemResult[]>>;
  /** After it ran, with how many are done; `close` is called by the reader where some are not. */
  onDone: (done: number) => void;
  onClose: () => void;
  children?: ReactNode;
}

interface Outcome {
  name: string;
  reason: string | null;
}

/** One action on several rows: what it will do, then what became of each where not all went well. */
export function BulkDialog(props: BulkDialogProps) {
  const { items, title, description, actsOn, typedWord, tone = "primary", onClose, children } = props;
  const t = useTranslations("table");
  const form = useTranslations("form");
  const failureText = useFailureText();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const field = useRef<HTMLInputElement>(null);
  const wanted = items.filter(({ blocked }) => blocked === undefined);
  const left = items.filter(({ blocked }) => blocked !== undefined);
  const ready = wanted.length > 0 && !props.incomplete && (typedWord === undefined || typed === typedWord);

  const confirm = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const result = await props.run(wanted.map(({ id }) => id));
      if (!result.ok) return setFailure(failureText(result.error));
      const reasons = new Map(result.data.map(({ id, error }) => [id, error === null ? null : failureText(error)]));
      const all = wanted.map(({ id, name }): Outcome => ({ name, reason: reasons.get(id) ?? null }));
      const done = all.filter(({ reason }) => reason === null).length;
      props.onDone(done);
      if (done === all.length) onClose();
      else setOutcomes(all);
    } catch {
      setFailure(form("noAnswer"));
    } finally {
      setBusy(false);
    }
  };

  if (outcomes) return <Outcomes title={title} outcomes={outcomes} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={title}
      mark={tone === "danger" ? <Shape name="diamond" tone="bad" className="size-5" /> : undefined}
      description={description}
      initialFocus={typedWord === undefined ? undefined : field}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {props.keepLabel}
          </Button>
          <Button variant={tone} onClick={() => void confirm()} disabled={!ready} busy={busy}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <Consequences
        rows={[
          ...(wanted.length === 0 ? [] : [{ key: "wanted", label: actsOn, value: <Names items={wanted} /> }]),
          ...(left.length === 0 ? [] : [{ key: "left", label: t("leftOut"), value: <Names items={left} /> }]),
        ]}
      />
      {children}
      {typedWord !== undefined && wanted.length > 0 && (
        <ConfirmName
          ref={field}
          name={typedWord}
          label={t("typeWord")}
          value={typed}
          onChange={setTyped}
          onEnter={() => void confirm()}
        />
      )}
      {failure && (
        <p role="alert" className="mt-3 flex gap-1.5 text-xs text-bad-fg">
          <Shape name="diamond" tone="bad" className="mt-[3px]" />
          {failure}
        </p>
      )}
    </Dialog>
  );
}

function Names({ items }: { items: readonly BulkItem[] }) {
  return (
    <ul className="max-h-48 overflow-y-auto">
      {items.map(({ id, name, blocked }) => (
        <li key={id}>
          {name} {blocked !== undefined && <span className="text-muted-foreground">{blocked}</span>}
        </li>
      ))}
    </ul>
  );
}

function Outcomes({
  title,
  outcomes,
  onClose,
}: {
  title: ReactNode;
  outcomes: readonly Outcome[];
  onClose: () => void;
}) {
  const t = useTranslations("table");
  const common = useTranslations("common");
  const failed = outcomes.filter(({ reason }) => reason !== null).length;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={t("outcome", { done: outcomes.length - failed, failed })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {common("close")}
        </Button>
      }
    >
      <ul className="mt-3 max-h-72 overflow-y-auto rounded-md border" aria-label={t("outcomes")}>
        {outcomes.map(({ name, reason }) => (
          <li key={name} className="flex gap-2 border-t px-3 py-2 first:border-t-0">
            <Shape
              name={reason === null ? "check" : "diamond"}
              tone={reason === null ? "ok" : "bad"}
              className="mt-1"
            />
            <div className="min-w-0">
              <p className="font-medium break-words">{name}</p>
              <p className={reason === null ? "text-xs text-muted-foreground" : "text-xs text-bad-fg"}>
                {reason ?? t("itemDone")}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
