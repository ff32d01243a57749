import { useTranslations } from "next-intl";
import { LoadingRows } from "@/components/feedback/loading-rows";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";

export default function LogsLoading() {
  const t = useTranslations("nav");
  return (
    <>
      <PageHead title={t("logs")} />
      <Card>
        <div className="h-13 border-b" />
        <LoadingRows rows={4} rowHeight={52} />
      </Card>
    </>
  );
}
