import { LoadingCard, LoadingRows } from "@/components/feedback/loading-rows";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Head, facts and a table, in the sizes of what comes. */
export default function LoadBalancerLoading() {
  return (
    <>
      <Skeleton className="mb-3 w-40" />
      <Skeleton className="mb-6 h-6 w-56" />
      <div className="grid gap-4">
        <LoadingCard height={122} />
        <Card>
          <LoadingRows rows={5} rowHeight={52} />
        </Card>
      </div>
    </>
  );
}
