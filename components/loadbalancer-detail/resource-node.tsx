"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Shape } from "@/components/status/shape";
import { healthAppearance } from "@/components/status/states";
import { cn } from "@/components/ui/cn";
import type { Health } from "@/lib/model/status";

export interface ResourceNodeProps {
  name: string;
  href: string;
  health: Health;
  /** Read aloud beside the shape. */
  healthWord: string;
  detail: ReactNode;
  /** The object is not in effect: this is why. */
  refused?: boolean;
  rate?: ReactNode;
}

const edges: Record<Health, string> = {
  online: "border-l-ok",
  degraded: "border-l-warn",
  offline: "border-l-bad",
  draining: "border-l-drain",
  "no-monitor": "border-l-off",
  unknown: "border-l-off",
  disabled: "border-l-off",
};

/** A listener or group: 46 px, its edge the colour of its health, its shape where it needs a look. */
export function ResourceNode({ name, href, health, healthWord, detail, refused = false, rate }: ResourceNodeProps) {
  const { shape, tone, calm } = healthAppearance[health];
  return (
    <div
      className={cn(
        "min-w-0 rounded-md border border-l-3 border-border-strong bg-card py-1 pr-2.5 pl-3",
        refused ? "border-bad-edge border-l-bad bg-bad-bg" : edges[health],
      )}
    >
      <p className="flex items-center gap-1.5 leading-5">
        <Link href={href} className="text-link min-w-0 truncate font-semibold">
          {name}
        </Link>
        {refused ? <Shape name="octagon" tone="bad" /> : !calm && <Shape name={shape} tone={tone} />}
        <span className="sr-only">{healthWord}</span>
        <span className="ml-auto pl-2">{rate}</span>
      </p>
      <p className={cn("truncate text-xs text-faint-foreground", refused && "text-bad-fg")}>{detail}</p>
    </div>
  );
}
