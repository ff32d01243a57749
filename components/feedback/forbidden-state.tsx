import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatePanel } from "./state-panel";

export function ForbiddenState({ role }: { role?: string }) {
  const t = useTranslations("feedback");
  return (
    <StatePanel icon={<Lock />} title={t("forbidden")}>
      {role ? t("forbiddenHint", { role }) : t("forbiddenPlain")}
    </StatePanel>
  );
}
