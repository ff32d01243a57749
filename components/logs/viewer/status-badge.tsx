import { Badge } from "@/components/ui/badge";

/** A status code in the tone of its class; the digits say it as well. */
export function StatusBadge({ status }: { status: number }) {
  const tone = status >= 500 ? "bad" : status >= 400 ? "warn" : status >= 300 ? "off" : "ok";
  return (
    <Badge tone={tone} className="tabular-nums">
      {status}
    </Badge>
  );
}
