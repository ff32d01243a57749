"use client";

import { LogOut, Plus, Undo2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { ListColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/feedback/empty-state";
import { HealthBadge } from "@/components/status/health-badge";
import { StateWord } from "@/components/status/state-word";
import { Button } from "@/components/ui/button";
import { Timestamp } from "@/components/ui/timestamp";
import type { ScalingGroupView, ScalingInstanceView } from "@/lib/model/scaling-group";
import { DeregisterDialog } from "./deregister-dialog";
import { RegisterDialog } from "./register-dialog";
import { useRegister } from "./use-register";

const isIn = { shape: "circle", tone: "ok", calm: true } as const;
const isLeaving = { shape: "half", tone: "drain", calm: false } as const;

/** The instances of a scaling group, and how each is as a server of the linked groups. */
export function InstancesTable({ group }: { group: ScalingGroupView }) {
  const t = useTranslations("scaling");
  const [open, setOpen] = useState<"register" | ScalingInstanceView[]>();
  const register = useRegister(group.id);
  const byHand = group.source === "MANUAL";
  const button = byHand && (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpen("register")}>
      {t("register")}
    </Button>
  );
  return (
    <>
      <ResourceList<ScalingInstanceView>
        resource="scalinginstance"
        placement="card"
        title={t("members")}
        rows={group.instances}
        rowId={({ id }) => id}
        rowName={placeText}
        columns={useInstanceColumns(group)}
        searchText={({ id, name, address }) => [id, name, address]}
        filterHint={t("filterMembers")}
        twoLine
        rowMenu={(instance) => [
          [
            instance.leavesAt === null
              ? {
                  key: "leave",
                  label: t("deregister"),
                  icon: <LogOut />,
                  danger: true,
                  unusable: byHand ? undefined : t("byDns"),
                  onSelect: () => setOpen([instance]),
                }
              : {
                  key: "back",
                  label: t("takeBack"),
                  icon: <Undo2 />,
                  unusable: byHand ? undefined : t("byDns"),
                  onSelect: () => void register([instance]),
                },
          ],
        ]}
        primaryAction={group.instances.length > 0 && button}
        empty={
          <EmptyState title={t("noMembers")} actions={button}>
            {t(byHand ? "noMembersHint" : "noMembersDns")}
          </EmptyState>
        }
      />
      {open === "register" && <RegisterDialog group={group} onClose={() => setOpen(undefined)} />}
      {Array.isArray(open) && <DeregisterDialog group={group} instances={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

export function placeText({ name, address, port }: { name: string; address: string; port: number | null }): string {
  const place = port === null ? address : `${address}:${port}`;
  return name === "" ? place : name;
}

function useInstanceColumns({ links }: ScalingGroupView): readonly ListColumn<ScalingInstanceView>[] {
  const t = useTranslations("scaling");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("member"),
        pinned: true,
        sortValue: ({ address, port }) => `${address} ${port ?? ""}`,
        cell: ({ name, address, port }) => (
          <>
            <span className="mono">{port === null ? address : `${address}:${port}`}</span>
            {name !== "" && <span className="block text-xs break-words text-faint-foreground">{name}</span>}
          </>
        ),
      },
      {
        id: "state",
        header: t("state"),
        phone: "left",
        sortValue: ({ leavesAt }) => leavesAt ?? 0,
        cell: ({ leavesAt }) =>
          leavesAt === null ? (
            <StateWord appearance={isIn}>{t("in")}</StateWord>
          ) : (
            <>
              <StateWord appearance={isLeaving}>{t("leaving")}</StateWord>
              <span className="block text-xs text-muted-foreground">
                {t("leavesAt")} <Timestamp at={leavesAt} show="absolute" seconds />
              </span>
            </>
          ),
      },
      {
        id: "places",
        header: t("serverIn"),
        phone: "wide",
        wrap: true,
        cell: ({ places }) =>
          places.length === 0 ? (
            <span className="text-faint-foreground">{t("nowhere")}</span>
          ) : (
            <span className="grid gap-1">
              {places.map(({ memberId, poolId, port, weight, health }) => {
                const pool = links.find((link) => link.poolId === poolId)?.pool;
                return (
                  <span key={memberId} className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
                    {pool === undefined ? (
                      <span className="text-muted-foreground">{t("unlinked")}</span>
                    ) : (
                      <Link
                        href={`/load-balancers/${pool.loadBalancerId}/groups/${poolId}`}
                        className="text-link break-words"
                      >
                        {pool.name}
                      </Link>
                    )}
                    <span className="text-xs text-muted-foreground">{t("portWeight", { port, weight })}</span>
                    <HealthBadge state={health} of="server" />
                  </span>
                );
              })}
            </span>
          ),
      },
      {
        id: "since",
        header: t("since"),
        phone: "right",
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
    ],
    [t, links],
  );
}
