import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** As high as the rows that will take its place. */
export function LoadingRows({ rows = 5, rowHeight = 40 }: { rows?: number; rowHeight?: number }) {
  const t = useTranslations("common");
  return (
    <div role="status">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          className="flex items-center gap-6 border-b px-4 last:border-b-0"
          style={{ height: rowHeight }}
        >
          <Skeleton className="w-40" />
          <Skeleton className="w-24" />
          <Skeleton className="w-24 phone:hidden" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}

export function LoadingCard({ height }: { height: number }) {
  const t = useTranslations("common");
  return (
    <div role="status" className="rounded-md border bg-card p-4" style={{ height }}>
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="w-48" />
    </div>
  );
}
