import { MapPinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatePanel } from "@/components/feedback/state-panel";
import { ButtonLink } from "@/components/ui/button";

export default function NotFound() {
  const t = useTranslations("feedback");
  return (
    <main className="grid min-h-screen place-items-center">
      <StatePanel
        wholePage
        icon={<MapPinOff />}
        title={t("notFound")}
        actions={<ButtonLink href="/">{t("toOverview")}</ButtonLink>}
      >
        {t("notFoundHint")}
      </StatePanel>
    </main>
  );
}
