import { useTranslations } from "next-intl";
import { LoadingRows } from "@/components/feedback/loading-rows";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";

export default function MonitoringLoading() {
  const t = useTranslations("monitoring");
  return (
    <>
      <PageHead title={t("title")} />
      <Card>
        <div className="h-13 border-b" />
        <LoadingRows rows={4} rowHeight={44} />
      </Card>
    </>
  );
}
