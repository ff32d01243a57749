"use client";

import { Ban, CircleCheck, KeyRound, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { useRowItems } from "@/components/data-table/use-row-items";
import { DeleteDialog } from "@/components/feedback/delete-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { deleteUserAction, readUsersAction, updateUserAction } from "@/lib/actions/user";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { Project } from "@/lib/model/project";
import type { UserView } from "@/lib/model/user";
import { useUserColumns } from "./user-columns";
import { CreateUserDialog, EditUserDialog, ResetPasswordDialog } from "./user-dialogs";

export interface UserListProps {
  initial: Initial<UserView[]>;
  projects: readonly Project[];
  /** Who looks: may not lock out or delete itself. */
  ownId: string;
}

/** Who may sign in, and what each may do. */
export function UserList({ initial, projects, ownId }: UserListProps) {
  const t = useTranslations("user");
  const reading = useListReading(queryKeys.users, readAll, initial);
  const items = useRowItems();
  const failureText = useFailureText();
  const [open, setOpen] = useState<{ kind: "create" } | { kind: "edit" | "password" | "delete"; user: UserView }>();
  const close = () => setOpen(undefined);
  const toggle = async ({ id, name, disabled }: UserView) => {
    const result = await updateUserAction({ id, disabled: !disabled });
    notify(result.ok ? t(disabled ? "enabledDone" : "disabledDone", { name }) : failureText(result.error));
    reading.onRefresh();
  };
  return (
    <>
      <ResourceList<UserView>
        resource="user"
        title={t("title")}
        {...reading}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={useUserColumns()}
        searchText={({ name, projectName }) => [name, projectName]}
        defaultSort={{ column: "created", descending: false }}
        primaryAction={
          <Button variant="primary" icon={<UserPlus />} onClick={() => setOpen({ kind: "create" })}>
            {t("create")}
          </Button>
        }
        rowMenu={(user) => [
          [
            items.edit(() => setOpen({ kind: "edit", user })),
            {
              key: "password",
              label: t("reset"),
              icon: <KeyRound />,
              onSelect: () => setOpen({ kind: "password", user }),
            },
            {
              key: "toggle",
              label: t(user.disabled ? "enable" : "disable"),
              icon: user.disabled ? <CircleCheck /> : <Ban />,
              unusable: user.id === ownId ? t("you") : undefined,
              onSelect: () => void toggle(user),
            },
          ],
          [items.remove(() => setOpen({ kind: "delete", user }), user.id === ownId ? t("you") : undefined)],
        ]}
        empty={null}
      />
      {open?.kind === "create" && <CreateUserDialog projects={projects} onClose={close} />}
      {open?.kind === "edit" && <EditUserDialog user={open.user} projects={projects} onClose={close} />}
      {open?.kind === "password" && <ResetPasswordDialog user={open.user} onClose={close} />}
      {open?.kind === "delete" && (
        <DeleteDialog
          title={t("deleteTitle", { name: open.user.name })}
          description={t("deleteHint")}
          keepLabel={t("deleteKeep")}
          confirmLabel={t("deleteConfirm")}
          done={t("deleted", { name: open.user.name })}
          act={() => deleteUserAction({ id: open.user.id })}
          onClose={close}
        />
      )}
    </>
  );
}

const readAll = () => readUsersAction();
