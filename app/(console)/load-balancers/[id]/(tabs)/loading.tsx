import { LoadingRows } from "@/components/feedback/loading-rows";
import { Card } from "@/components/ui/card";

export default function TabLoading() {
  return (
    <Card>
      <LoadingRows rows={4} rowHeight={52} />
    </Card>
  );
}
