"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { alarmLevels, alarmStates, type AlarmRuleView } from "@/lib/model/alarm";
import { ConditionCell, LevelCell, ObjectCell, ruleHref, StateCell } from "./alarm-cells";

const stateOrder: readonly AlarmRuleView["state"][] = [...alarmStates, "orphaned", "disabled"];

export function useRuleColumns(): readonly ListColumn<AlarmRuleView>[] {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name, description }) => (
          <>
            <Link href={ruleHref(id)} className="text-link font-semibold break-words">
              {name}
            </Link>
            {description !== "" && (
              <span className="block max-w-60 truncate text-xs text-faint-foreground">{description}</span>
            )}
          </>
        ),
      },
      {
        id: "state",
        header: t("state"),
        phone: "right",
        sortValue: ({ state }) => stateOrder.indexOf(state),
        cell: ({ state, firing, objects }) => (
          <>
            <StateCell state={state} />
            {firing > 0 && objects > 1 && (
              <span className="block text-xs text-faint-foreground">{t("firingOf", { firing, objects })}</span>
            )}
          </>
        ),
      },
      {
        id: "level",
        header: t("level"),
        phone: "left",
        sortValue: ({ level }) => alarmLevels.indexOf(level),
        cell: ({ level }) => <LevelCell level={level} />,
      },
      {
        id: "object",
        header: t("object"),
        phone: "wide",
        sortValue: ({ object }) => object?.name ?? "",
        cell: ({ object, objectType }) => (object === null ? t(`allOf_${objectType}`) : <ObjectCell object={object} />),
      },
      {
        id: "condition",
        header: t("condition"),
        phone: "wide",
        wrap: true,
        cell: (rule) => <ConditionCell rule={rule} />,
      },
      {
        id: "notify",
        header: t("notifyWhom"),
        phone: "hidden",
        wrap: true,
        cell: ({ targets }) =>
          targets.length === 0 ? (
            <span className="text-faint-foreground">{common("none")}</span>
          ) : (
            targets.map(({ name }) => name).join(", ")
          ),
      },
    ],
    [t, common],
  );
}
