import { MapPinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatePanel } from "@/components/feedback/state-panel";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

export default function LoadBalancerMissing() {
  const t = useTranslations("loadbalancerDetail");
  return (
    <Card>
      <StatePanel
        wholePage
        icon={<MapPinOff />}
        title={t("missing")}
        actions={<ButtonLink href="/load-balancers">{t("toList")}</ButtonLink>}
      >
        {t("missingHint")}
      </StatePanel>
    </Card>
  );
}
