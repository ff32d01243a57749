import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

export default function AlarmRuleNotFound() {
  const t = useTranslations("alarm");
  return (
    <Card>
      <EmptyState icon={<Bell />} title={t("ruleGone")} actions={<ButtonLink href="/alarms">{t("rules")}</ButtonLink>}>
        {t("ruleGoneHint")}
      </EmptyState>
    </Card>
  );
}
