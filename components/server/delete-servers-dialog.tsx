"use client";

import { DeleteUnusedDialog } from "@/components/feedback/delete-unused-dialog";
import { deleteServersAction } from "@/lib/actions/server";
import type { ServerView } from "@/lib/model/server";
import { GroupLinks } from "./group-links";

export interface DeleteServersDialogProps {
  servers: readonly ServerView[];
  onClose: () => void;
  onDeleted?: () => void;
}

/** Those that a group uses stand in the way, with the groups linked. */
export function DeleteServersDialog({ servers, ...on }: DeleteServersDialogProps) {
  return (
    <DeleteUnusedDialog
      resource="server"
      rows={servers.map(({ id, name, uses }) => ({
        id,
        name,
        uses: uses.length === 0 ? null : <GroupLinks uses={uses} />,
      }))}
      act={(ids) => deleteServersAction({ ids })}
      {...on}
    />
  );
}
