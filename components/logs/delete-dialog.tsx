"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { deleteLogGroupAction, deleteLogStreamAction } from "@/lib/actions/access-log";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { LogGroupView, LogStreamView } from "@/lib/model/access-log";
import { useByteSize } from "@/components/ui/byte-size";
import { bytesOf } from "./log-group-columns";

export type LogsToDelete = { kind: "group"; group: LogGroupView } | { kind: "stream"; stream: LogStreamView };

interface DeleteLogsDialogProps {
  what: LogsToDelete;
  onClose: () => void;
  onDeleted?: () => void;
}

/** A group with its streams, or one stream. What load balancers write to stays, and they are named. */
export function DeleteLogsDialog({ what, onClose, onDeleted }: DeleteLogsDialogProps) {
  const t = useTranslations("accessLog");
  const feedback = useTranslations("feedback");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const size = useByteSize();
  const [remains, setRemains] = useState<NonNullable<ActionError["remains"]>>([]);
  const isGroup = what.kind === "group";
  const { name, id } = isGroup ? what.group : what.stream;
  const bytes = isGroup ? bytesOf(what.group) : what.stream.bytes;
  const streams = isGroup ? what.group.streams : [];
  const rows: Consequence[] = [];
  if (remains.length > 0) {
    const list = (
      <ul className="max-h-48 overflow-y-auto">
        {remains.map((one) => (
          <li key={one.id}>
            <Link href={`/load-balancers/${one.id}/access-log`} className="font-medium text-link">
              {one.name === "" ? one.id.slice(0, 8) : one.name}
            </Link>
          </li>
        ))}
      </ul>
    );
    rows.push({ key: "first", label: feedback("rowFirst"), value: list });
  }
  if (streams.length > 0) {
    const names = streams.map((stream) => stream.name).join(", ");
    rows.push({
      key: "streams",
      label: feedback("rowDeletedWithIt"),
      value: t("streamsNamed", { count: streams.length, names }),
    });
  }
  rows.push({ key: "lines", label: t("lines"), value: t("linesGo", { size: size(bytes) }) });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(isGroup ? "deleteGroupTitle" : "deleteStreamTitle", { name })}
      consequences={rows}
      typedName={bytes > 0 ? name : undefined}
      keepLabel={t(isGroup ? "keepGroup" : "keepStream")}
      confirmLabel={t(isGroup ? "deleteGroup" : "deleteStream")}
      onConfirm={async () => {
        const result = isGroup
          ? await deleteLogGroupAction({ id, cascade: true })
          : await deleteLogStreamAction({ id });
        if (!result.ok) {
          setRemains(result.error.remains ?? []);
          return failureText(result.error);
        }
        notify(t("deleted", { name }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}
