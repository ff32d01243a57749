import { LoadingRows } from "@/components/feedback/loading-rows";
import { Card } from "@/components/ui/card";

export default function AlarmsLoading() {
  return (
    <Card>
      <LoadingRows rows={6} rowHeight={52} />
    </Card>
  );
}
