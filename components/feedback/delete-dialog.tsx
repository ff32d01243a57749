"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionError, ActionResult } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import { ConfirmDialog } from "./confirm-dialog";
import { useFailureText } from "./failure-text";
import { notify } from "./notify";

export interface DeleteDialogProps {
  title: string;
  description: string;
  keepLabel: string;
  confirmLabel: string;
  /** Said when it is done. */
  done: string;
  act: () => Promise<ActionResult>;
  onClose: () => void;
}

/** What still uses it is named and linked: it has to go first. */
export function DeleteDialog({ act, done, onClose, ...words }: DeleteDialogProps) {
  const t = useTranslations("feedback");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [remains, setRemains] = useState<NonNullable<ActionError["remains"]>>([]);
  const list = (
    <ul className="max-h-48 overflow-y-auto">
      {remains.map(({ type, id, name }) => (
        <li key={id}>
          {type === "loadbalancer" ? (
            <Link href={`/load-balancers/${id}`} className="text-link font-medium break-all">
              {name === "" ? id : name}
            </Link>
          ) : (
            <span className="mono">{name}</span>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      {...words}
      consequences={remains.length === 0 ? [] : [{ key: "remains", label: t("remains"), value: list }]}
      blocked={remains.length > 0}
      onConfirm={async () => {
        const result = await act();
        if (!result.ok) {
          setRemains(result.error.remains ?? []);
          return failureText(result.error);
        }
        notify(done);
        refresh();
        return undefined;
      }}
    />
  );
}
