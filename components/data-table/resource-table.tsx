"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface ResourceTableProps {
  label: string;
  /** Row height: 40, two-line 52, compact 32. */
  height: 32 | 40 | 52;
  children: ReactNode;
  busy?: boolean;
}

export function ResourceTable({ label, height, children, busy }: ResourceTableProps) {
  return (
    <div className="overflow-x-auto">
      <table
        aria-label={label}
        aria-busy={busy || undefined}
        style={{ "--row": `${height}px`, "--cell": height === 52 ? "9px" : "12px" } as React.CSSProperties}
        className={cn(
          "w-full border-separate border-spacing-0 phone:block phone:[&>tbody]:block",
          height === 32 && "text-xs",
        )}
      >
        {children}
      </table>
    </div>
  );
}
