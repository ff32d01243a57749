"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CopyableId } from "@/components/ui/copyable-id";
import { Facts } from "@/components/ui/facts";
import { Timestamp } from "@/components/ui/timestamp";
import type { AlarmRuleView } from "@/lib/model/alarm";
import { ConditionCell, LevelCell, ObjectCell } from "./alarm-cells";
import { useDurationText } from "./alarm-text";

export function RuleFacts({ rule }: { rule: AlarmRuleView }) {
  const t = useTranslations("alarm");
  const common = useTranslations("common");
  const duration = useDurationText();
  const { id, level, object, objectType, suppressS, targets, createdAt, description } = rule;
  return (
    <Card aria-label={t("rule")} className="px-4 py-3.5 phone:px-3">
      <Facts
        columns={3}
        facts={[
          {
            key: "object",
            label: t("object"),
            value: <div>{object === null ? t(`allOf_${objectType}`) : <ObjectCell object={object} />}</div>,
          },
          {
            key: "condition",
            label: t("condition"),
            value: (
              <div>
                <ConditionCell rule={rule} />
              </div>
            ),
          },
          { key: "level", label: t("level"), value: <LevelCell level={level} /> },
          {
            key: "notify",
            label: t("notifyWhom"),
            value:
              targets.length === 0 ? (
                <span className="text-faint-foreground">{common("none")}</span>
              ) : (
                <span className="break-words">{targets.map(({ name }) => name).join(", ")}</span>
              ),
          },
          {
            key: "suppress",
            label: t("suppress"),
            value: suppressS === 0 ? t("once") : t("every", { time: duration(suppressS) }),
          },
          { key: "created", label: common("created"), value: <Timestamp at={createdAt} show="absolute" /> },
          { key: "id", label: common("id"), value: <CopyableId id={id} /> },
          {
            key: "description",
            label: common("description"),
            value: <span className="break-words">{description || "–"}</span>,
          },
        ]}
      />
    </Card>
  );
}
