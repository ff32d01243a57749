"use client";

import { Switch as Base } from "@base-ui/react/switch";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Switch({
  className,
  ...rest
}: Omit<ComponentProps<typeof Base.Root>, "className"> & { className?: string }) {
  return (
    <Base.Root
      className={cn(
        "hit inline-flex h-4.5 w-8 shrink-0 items-center rounded-full bg-input p-0.5 data-checked:bg-primary data-disabled:opacity-50 focus-visible:rounded-full!",
        className,
      )}
      {...rest}
    >
      <Base.Thumb className="size-3.5 rounded-full bg-card transition-transform duration-[120ms] data-checked:translate-x-3.5" />
    </Base.Root>
  );
}
