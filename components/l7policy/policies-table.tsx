"use client";

import { ArrowDown, ArrowUp, Pencil, Plus, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { EmptyState } from "@/components/feedback/empty-state";
import { RefusedConfiguration } from "@/components/status/refused-configuration";
import { ButtonLink } from "@/components/ui/button";
import type { L7PolicyView, PolicyOverlap } from "@/lib/model/l7policy";
import type { ListenerView } from "@/lib/model/listener";
import type { PoolView } from "@/lib/model/pool";
import { DeletePolicyDialog } from "./delete-policy-dialog";
import { EditPolicyDialog } from "./edit-policy-dialog";
import { movedPosition } from "./move";
import { OverlapNote } from "./overlap-note";
import { PolicyOrderChoice } from "./policy-order-choice";
import { usePolicyColumns } from "./policy-columns";
import { useChangePolicy } from "./use-change-policy";

interface PoliciesTableProps {
  listener: ListenerView;
  /** In their effective order. */
  policies: readonly L7PolicyView[];
  /** Groups of the load balancer. */
  pools: readonly PoolView[];
  overlaps: readonly PolicyOverlap[];
}

const byOrder = { column: "order", descending: false };

export function PoliciesTable({ listener, policies, pools, overlaps }: PoliciesTableProps) {
  const t = useTranslations("l7policy");
  const common = useTranslations("common");
  const [asked, setAsked] = useState<{ kind: "edit" | "delete"; policy: L7PolicyView }>();
  const change = useChangePolicy();
  const properties = useMemo<FilterProperty<L7PolicyView>[]>(
    () => [
      { key: "name", label: t("name"), values: ({ name }) => [name] },
      { key: "condition", label: t("conditions"), values: ({ rules }) => rules.map(({ value }) => value) },
      { key: "target", label: t("target"), values: ({ redirectPool }) => [redirectPool?.name ?? ""] },
    ],
    [t],
  );
  const createHref = `/load-balancers/${listener.loadBalancerId}/listeners/${listener.id}/policies/create`;
  const move = (policy: L7PolicyView, step: -1 | 1) => {
    const position = movedPosition(policies, policy, step, listener.policyOrder);
    return {
      key: step < 0 ? "up" : "down",
      label: t(step < 0 ? "moveUp" : "moveDown"),
      icon: step < 0 ? <ArrowUp /> : <ArrowDown />,
      ...(position === null
        ? { unusable: t("moveNotHere") }
        : { onSelect: () => void change(policy, { position }, "moved") }),
    };
  };
  return (
    <>
      <ResourceList<L7PolicyView>
        resource="l7policy"
        placement="card"
        title={t("policies")}
        rows={policies}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={usePolicyColumns(listener.loadBalancerId)}
        properties={properties}
        searchText={searchText}
        defaultSort={byOrder}
        twoLine
        rowNote={({ id, configuration }) => {
          const overlap = overlaps.find(({ policyId }) => policyId === id);
          const earlier = policies.find((policy) => policy.id === overlap?.earlierId);
          if (configuration.state === "refused") {
            return <RefusedConfiguration title={t("refused")} refusal={configuration.refusal} />;
          }
          if (overlap === undefined || earlier === undefined) return undefined;
          return <OverlapNote example={overlap.example} earlier={earlier.name} />;
        }}
        rowMenu={(policy) => [
          [
            { key: "edit", label: t("edit"), icon: <Pencil />, onSelect: () => setAsked({ kind: "edit", policy }) },
            {
              key: "switch",
              label: common(policy.enabled ? "disable" : "enable"),
              icon: <Power />,
              onSelect: () =>
                void change(policy, { enabled: !policy.enabled }, policy.enabled ? "disabled" : "enabled"),
            },
          ],
          [move(policy, -1), move(policy, 1)],
          [
            {
              key: "delete",
              label: common("delete"),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setAsked({ kind: "delete", policy }),
            },
          ],
        ]}
        primaryAction={
          policies.length > 0 && (
            <>
              <PolicyOrderChoice listener={listener} />
              <ButtonLink href={createHref} icon={<Plus />}>
                {t("add")}
              </ButtonLink>
            </>
          )
        }
        empty={
          <EmptyState
            title={t("empty")}
            actions={
              <ButtonLink href={createHref} icon={<Plus />}>
                {t("addFirst")}
              </ButtonLink>
            }
          >
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {asked?.kind === "edit" && (
        <EditPolicyDialog
          policy={asked.policy}
          pools={pools.filter(({ protocol }) => protocol === "HTTP")}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.kind === "delete" && <DeletePolicyDialog policy={asked.policy} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function searchText({ id, name, description, rules, redirectPool }: L7PolicyView): string[] {
  return [id, name, description, redirectPool?.name ?? "", ...rules.map(({ value }) => value)];
}
