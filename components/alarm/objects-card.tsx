"use client";

import { useTranslations } from "next-intl";
import { Card, CardHead } from "@/components/ui/card";
import { Timestamp } from "@/components/ui/timestamp";
import { readObjectAlarmsAction } from "@/lib/actions/alarm";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useResource } from "@/lib/client/use-resource";
import { type AlarmRuleView, alarmStates, type ObjectAlarm } from "@/lib/model/alarm";
import { ObjectCell, StateCell } from "./alarm-cells";
import { useValueText } from "./alarm-text";

const mostShown = 20;

/** How the objects of a rule are, the worst first, with their last readings. */
export function ObjectsCard({ rule, initial }: { rule: AlarmRuleView; initial: Initial<ObjectAlarm[]> }) {
  const t = useTranslations("alarm");
  const value = useValueText();
  const { data } = useResource(queryKeys.objectAlarms(rule.id), () => readObjectAlarmsAction(rule.id), initial);
  const worstFirst = data.toSorted((a, b) => alarmStates.indexOf(a.state) - alarmStates.indexOf(b.state));
  const hidden = data.length - mostShown;
  return (
    <Card aria-label={t("objectsOfRule")}>
      <CardHead
        title={t("objectsOfRule")}
        beside={<span className="text-faint-foreground">{t("objectCount", { count: rule.objects })}</span>}
      />
      {data.length === 0 ? (
        <p className="border-t px-4 py-6 text-muted-foreground phone:px-3">
          {t(rule.enabled ? "noObjectsOfRuleHint" : "disabledObjectsHint")}
        </p>
      ) : (
        <ul>
          {worstFirst.slice(0, mostShown).map((one) => (
            <li
              key={one.object.id}
              className="grid grid-cols-[minmax(0,2fr)_120px_minmax(0,2fr)_minmax(0,1fr)] items-center gap-x-4 gap-y-1 border-t px-4 py-2 phone:grid-cols-[minmax(0,1fr)_auto] phone:px-3"
            >
              <div className="min-w-0">
                <ObjectCell object={one.object} />
              </div>
              <div>
                <StateCell state={one.state} />
              </div>
              <div className="min-w-0">
                <span className="tabular-nums">{one.value === null ? "–" : value(rule, one.value)}</span>
                {one.detail !== "" && (
                  <span className="block truncate text-xs text-faint-foreground" title={one.detail}>
                    {one.detail}
                  </span>
                )}
              </div>
              <div className="text-right text-muted-foreground">
                <Timestamp at={one.since} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground phone:px-3">
          {t("moreObjects", { count: hidden })}
        </p>
      )}
    </Card>
  );
}
