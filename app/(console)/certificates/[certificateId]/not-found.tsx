import { ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatePanel } from "@/components/feedback/state-panel";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

export default function CertificateMissing() {
  const t = useTranslations("certificate");
  return (
    <Card>
      <StatePanel
        wholePage
        icon={<ShieldOff />}
        title={t("missing")}
        actions={<ButtonLink href="/certificates">{t("toList")}</ButtonLink>}
      >
        {t("missingHint")}
      </StatePanel>
    </Card>
  );
}
