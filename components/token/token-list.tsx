"use client";

import { KeyRound, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/ui/button";
import { deleteApiTokenAction, readApiTokensAction } from "@/lib/actions/token";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { ApiTokenView, Role } from "@/lib/model/api-token";
import type { Project } from "@/lib/model/project";
import { CreateTokenDialog } from "./create-token-dialog";
import { useTokenColumns } from "./token-columns";

export interface TokenListProps {
  initial: Initial<ApiTokenView[]>;
  role: Role;
  onlyProjectId: string | null;
  projects: readonly Project[];
}

/** Tokens of the API: one's own, and everybody's for administrators. */
export function TokenList({ initial, ...maker }: TokenListProps) {
  const t = useTranslations("token");
  const reading = useListReading(queryKeys.apiTokens, readAll, initial);
  const items = useRowItems();
  const [open, setOpen] = useState<{ kind: "create" } | { kind: "delete"; token: ApiTokenView }>();
  const close = () => setOpen(undefined);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen({ kind: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <ResourceList<ApiTokenView>
        resource="token"
        title={t("title")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useTokenColumns()}
        searchText={({ id, name, userName, projectName }) => [id, name, userName, projectName]}
        defaultSort={{ column: "created", descending: true }}
        twoLine
        primaryAction={create}
        rowMenu={(token) => [[items.copyId(token)], [items.remove(() => setOpen({ kind: "delete", token }))]]}
        empty={
          <EmptyState icon={<KeyRound />} title={t("empty")} actions={create}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {open?.kind === "create" && <CreateTokenDialog {...maker} onClose={close} />}
      {open?.kind === "delete" && (
        <DeleteDialog
          title={t("deleteTitle", { name: open.token.name })}
          description={t("deleteHint")}
          keepLabel={t("deleteKeep")}
          confirmLabel={t("deleteConfirm")}
          done={t("deleted", { name: open.token.name })}
          act={() => deleteApiTokenAction({ id: open.token.id })}
          onClose={close}
        />
      )}
    </>
  );
}

const readAll = () => readApiTokensAction();
