import { useTranslations } from "next-intl";
import { LoadingRows } from "@/components/feedback/loading-rows";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";

export default function SessionsLoading() {
  const t = useTranslations("session");
  return (
    <>
      <PageHead title={t("title")} />
      <Card>
        <div className="h-13 border-b" />
        <LoadingRows rows={3} rowHeight={52} />
      </Card>
    </>
  );
}
