import { useTranslations } from "next-intl";
import { LoadingCard } from "@/components/feedback/loading-rows";
import { PageHead } from "@/components/ui/page-head";

export default function OverviewLoading() {
  const t = useTranslations("overview");
  return (
    <>
      <PageHead title={t("title")} />
      <div className="grid gap-4">
        <LoadingCard height={122} />
        <LoadingCard height={92} />
        <LoadingCard height={313} />
        <LoadingCard height={318} />
      </div>
    </>
  );
}
