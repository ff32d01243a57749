"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { CheckboxRow } from "@/components/feedback/checkbox-row";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import type { Consequence } from "@/components/feedback/consequences";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { nameOf } from "@/components/status/server-place";
import { deleteListenerAction } from "@/lib/actions/listener";
import { readMembersAction } from "@/lib/actions/member";
import { readPoolAction } from "@/lib/actions/pool";
import { actionData } from "@/lib/client/action-data";
import { useLiveRate, useLiveTraffic } from "@/lib/client/live";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { ListenerView } from "@/lib/model/listener";

export interface DeleteListenerDialogProps {
  listener: ListenerView;
  onClose: () => void;
  onDeleted?: () => void;
}

const strong = (text: ReactNode) => <b className="font-semibold">{text}</b>;

/** Level 3 (K-10): the group goes with its listener once its servers are removed, which has to be ticked. */
export function DeleteListenerDialog({ listener, onClose, onDeleted }: DeleteListenerDialogProps) {
  const t = useTranslations("listener");
  const feedback = useTranslations("feedback");
  const redirects = useTranslations("redirect");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const [ticked, setTicked] = useState(false);
  const { id, name, port, defaultPoolId } = listener;
  const under = useUnder(defaultPoolId);
  const traffic = useTraffic(id);
  const others = under?.pool.listeners.filter((user) => user.id !== id) ?? [];
  // Policies of the listener go with it; those of others keep the group.
  const policies = under?.pool.policies.filter(({ listenerId }) => listenerId !== id) ?? [];
  const goesToo = others.length + policies.length === 0;
  const servers = goesToo ? (under?.members ?? []) : [];
  const rows: Consequence[] = [{ key: "traffic", label: feedback("rowTrafficNow"), value: traffic.words }];
  const ownPolicies = listener.policyIds.length - (listener.redirect === null ? 0 : 1);
  const { redirect, redirectedFrom } = listener;
  if ((under && goesToo) || ownPolicies > 0 || redirect !== null) {
    const group = under?.pool.healthMonitor ? "deleteWithCheck" : "deleteWithout";
    rows.push({
      key: "with",
      label: feedback("rowDeletedWithIt"),
      value: (
        <>
          {under && goesToo && <p>{t.rich(group, { name: under.pool.name, b: strong })}</p>}
          {ownPolicies > 0 && <p>{t("deletePolicies", { count: ownPolicies })}</p>}
          {redirect && <p>{redirects("made", { name: redirect.listener.name })}</p>}
        </>
      ),
    });
  }
  if (under && others.length > 0) {
    const names = others.map((user) => user.name).join(", ");
    const values = { name: under.pool.name, others: names, count: others.length, b: strong };
    rows.push({ key: "kept", label: feedback("rowKept"), value: t.rich("deleteKeepsGroup", values) });
  } else if (under && policies.length > 0) {
    const names = policies.map((policy) => policy.name).join(", ");
    const values = { name: under.pool.name, policies: names, count: policies.length, b: strong };
    rows.push({ key: "kept", label: feedback("rowKept"), value: t.rich("deleteKeepsForPolicies", values) });
  } else if (servers.length > 0) {
    rows.push({ key: "kept", label: feedback("rowKept"), value: t("deleteKeepsServers") });
    rows.push({
      key: "first",
      label: feedback("rowFirst"),
      value: (
        <CheckboxRow checked={ticked} onChange={setTicked}>
          {t("deleteServersFirst", {
            count: servers.length,
            group: under?.pool.name ?? "",
            servers: listed(servers.map(nameOf), (list, count) => t("andMore", { list, count })),
          })}
        </CheckboxRow>
      ),
    });
  }
  if (redirectedFrom.length > 0) {
    const home = `/load-balancers/${listener.loadBalancerId}/listeners`;
    rows.push({
      key: "redirects",
      label: feedback("rowFirst"),
      value: (
        <>
          {redirects("blocks")}{" "}
          {redirectedFrom.map((from) => (
            <Link key={from.id} href={`${home}/${from.id}`} className="text-link mr-2 underline" onClick={onClose}>
              {from.name}
            </Link>
          ))}
        </>
      ),
    });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle", { name })}
      description={t(traffic.serving ? "deleteServing" : "deleteIdle", { port })}
      consequences={rows}
      typedName={name}
      typedNameLabel={t("deleteTypeName")}
      keepLabel={t("deleteKeep")}
      confirmLabel={t("deleteConfirm")}
      blocked={
        redirectedFrom.length > 0 || (defaultPoolId !== null && under === undefined) || (servers.length > 0 && !ticked)
      }
      onConfirm={async () => {
        const result = await deleteListenerAction({ id, withServers: ticked });
        if (!result.ok) return failureText(result.error);
        notify(t("deleted", { name }));
        refresh();
        onDeleted?.();
        return undefined;
      }}
    />
  );
}

/** The default group and its servers, as they are when the question is asked. */
function useUnder(poolId: string | null) {
  const query = useQuery({
    queryKey: ["under", poolId],
    enabled: poolId !== null,
    staleTime: 0,
    gcTime: 0,
    queryFn: async () => {
      const id = poolId ?? "";
      return { pool: actionData(await readPoolAction(id)), members: actionData(await readMembersAction(id)) };
    },
  });
  return query.data;
}

function useTraffic(listenerId: string) {
  const t = useTranslations("listener");
  const format = useFormatter();
  const rate = useLiveRate(listenerId) ?? 0;
  const connections = useLiveTraffic(listenerId).at(-1)?.values?.connections ?? 0;
  const serving = rate > 0 || connections > 0;
  const words = serving
    ? t.rich("deleteTraffic", {
        rate: format.number(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 }),
        connections,
        b: strong,
      })
    : t("deleteNoTraffic");
  return { serving, words };
}

const mostNamed = 4;

function listed(names: readonly string[], more: (list: string, count: number) => string): string {
  const list = names.slice(0, mostNamed).join(", ");
  return names.length > mostNamed ? more(list, names.length - mostNamed) : list;
}
