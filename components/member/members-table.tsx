"use client";

import { Copy, Hourglass, Pencil, Plus, Power, Stethoscope, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { notify } from "@/components/feedback/notify";
import { serverState } from "@/components/status/server-keel";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { MemberView } from "@/lib/model/member";
import type { Persistence } from "@/lib/model/pool";
import { CheckDialog } from "./check-dialog";
import { DrainDialog } from "./drain-dialog";
import { DrainNote } from "./drain-note";
import { EditMemberDialog } from "./edit-member-dialog";
import { EjectedNote } from "./ejected-note";
import { useMemberColumns } from "./member-columns";
import { MembersSummary } from "./members-summary";
import { nameOf, placeOf } from "@/components/status/server-place";
import { RemoveMembersDialog } from "./remove-members-dialog";
import { UnhealthyNote } from "./unhealthy-note";
import { useChangeMembers } from "./use-change-members";
import type { WeightDraft } from "./weight-cell";
import { WeightsDialog } from "./weights-dialog";

export interface MembersTableProps {
  members: readonly MemberView[];
  monitor: HealthMonitor | null;
  persistence: Persistence | null;
  onAdd: () => void;
}

interface Chosen {
  members: readonly MemberView[];
  clear?: () => void;
}

export function MembersTable({ members: data, monitor, persistence, onAdd }: MembersTableProps) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const status = useTranslations("status");
  const [draft, setDraft] = useState<WeightDraft>();
  const [removing, setRemoving] = useState<Chosen>();
  const [editing, setEditing] = useState<MemberView>();
  const [checking, setChecking] = useState<MemberView>();
  const [draining, setDraining] = useState<Chosen>();
  const [weighing, setWeighing] = useState<Chosen>();
  const { change, changeOrFlash, question } = useChangeMembers(data);
  const switchMembers = (members: readonly MemberView[], enabled: boolean) => {
    const [first] = members;
    const done =
      members.length === 1 && first
        ? t(enabled ? "enabled" : "disabled", { name: nameOf(first) })
        : t(enabled ? "enabledCount" : "disabledCount", { count: members.length });
    return changeOrFlash(
      members.map(({ id }) => ({ id, enabled })),
      done,
    );
  };
  const properties = useMemo<FilterProperty<MemberView>[]>(
    () => [
      { key: "name", label: t("name"), values: (member) => [nameOf(member)] },
      { key: "address", label: t("address"), values: (member) => [placeOf(member)] },
      {
        key: "health",
        label: t("health"),
        values: ({ status: { health }, weight }) => [serverState({ health, weight })],
        valueLabel: (value) => (status.has(`server.${value as "idle"}`) ? status(`server.${value as "idle"}`) : value),
      },
    ],
    [t, status],
  );
  const copyAddress = async (member: MemberView) => {
    const place = placeOf(member);
    if (await copyText(place)) notify(t("addressCopied", { place }));
  };
  return (
    <>
      <ResourceList<MemberView>
        resource="member"
        placement="card"
        title={t("servers")}
        rows={data}
        rowId={({ id }) => id}
        rowName={nameOf}
        columns={useMemberColumns(data, draft, setDraft, change)}
        properties={properties}
        searchText={searchText}
        twoLine
        rowNote={(member) => {
          if (member.drainUntil !== null && member.enabled) {
            const onRemove = () => setRemoving({ members: [member] });
            return <DrainNote member={member} persistence={persistence?.type ?? null} onRemove={onRemove} />;
          }
          return noteOf(member, monitor, () => setChecking(member));
        }}
        rowMenu={(member) => [
          [
            { key: "edit", label: t("edit"), icon: <Pencil />, onSelect: () => setEditing(member) },
            ...(member.drainUntil === null && member.enabled
              ? [
                  {
                    key: "drain",
                    label: t("drain"),
                    icon: <Hourglass />,
                    onSelect: () => setDraining({ members: [member] }),
                  },
                ]
              : []),
            {
              key: "switch",
              label: t(member.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () => void switchMembers([member], !member.enabled),
            },
            { key: "check", label: t("checkHealth"), icon: <Stethoscope />, onSelect: () => setChecking(member) },
            { key: "copy", label: t("copyAddress"), icon: <Copy />, onSelect: () => void copyAddress(member) },
          ],
          [
            {
              key: "remove",
              label: t("remove"),
              icon: <Trash2 />,
              danger: true,
              unusable: member.scalingGroupId === null ? undefined : t("leavesThere"),
              onSelect: () => setRemoving({ members: [member] }),
            },
          ],
        ]}
        bulk={(selected, clear) => (
          <>
            <Button size="sm" onClick={() => setWeighing({ members: selected, clear })}>
              {t("editWeights")}
            </Button>
            <Button size="sm" onClick={() => void switchMembers(selected, true)}>
              {common("enable")}
            </Button>
            <Button size="sm" onClick={() => void switchMembers(selected, false)}>
              {common("disable")}
            </Button>
            <Button size="sm" onClick={() => setDraining({ members: selected, clear })}>
              {t("drain")}
            </Button>
            <Button size="sm" variant="dangerText" onClick={() => setRemoving({ members: selected, clear })}>
              {t("remove")}
            </Button>
          </>
        )}
        primaryAction={data.length > 0 && <MembersSummary members={data} />}
        empty={
          <EmptyState
            title={t("empty")}
            actions={
              <Button icon={<Plus />} onClick={onAdd}>
                {t("addFirst")}
              </Button>
            }
          >
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {removing && (
        <RemoveMembersDialog
          members={data}
          removed={removing.members}
          onClose={() => setRemoving(undefined)}
          onRemoved={removing.clear}
        />
      )}
      {checking && (
        <CheckDialog
          member={data.find(({ id }) => id === checking.id) ?? checking}
          monitor={monitor}
          onClose={() => setChecking(undefined)}
        />
      )}
      {draining && (
        <DrainDialog
          members={data}
          drained={draining.members}
          persistence={persistence}
          onClose={() => setDraining(undefined)}
          onDone={draining.clear}
        />
      )}
      {weighing && (
        <WeightsDialog
          members={data}
          chosen={weighing.members}
          onClose={() => setWeighing(undefined)}
          onSaved={() => weighing.clear?.()}
        />
      )}
      {question}
      {editing && <EditMemberDialog member={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function noteOf(member: MemberView, monitor: HealthMonitor | null, onCheck: () => void): ReactNode {
  const { health, ejection } = member.status;
  if (serverState({ health, weight: member.weight }) === "offline") {
    return <UnhealthyNote member={member} monitor={monitor} onCheck={onCheck} />;
  }
  return ejection === null ? undefined : <EjectedNote ejection={ejection} />;
}

function searchText(member: MemberView): string[] {
  return [member.id, nameOf(member), placeOf(member), member.status.reason, member.status.health];
}
