import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Appearance } from "./states";

export function WithDetail({
  appearance,
  detail,
  children,
}: {
  appearance: Appearance;
  detail?: ReactNode;
  children: ReactNode;
}) {
  if (!detail) return children;
  return (
    <span className="block min-w-0">
      {children}
      <span
        className={cn(
          "block truncate text-xs",
          appearance.tone === "bad"
            ? "text-bad-fg"
            : appearance.tone === "busy"
              ? "text-busy-fg"
              : "text-faint-foreground",
        )}
      >
        {detail}
      </span>
    </span>
  );
}
