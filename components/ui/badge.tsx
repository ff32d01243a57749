import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeClass = cva(
  "inline-flex h-5.5 items-center gap-[5px] rounded-sm border px-2 text-xs font-medium whitespace-nowrap has-[>svg:first-child]:pl-1.5",
  {
    variants: {
      tone: {
        ok: "border-ok-edge bg-ok-bg text-ok-fg [&>svg]:text-ok",
        warn: "border-warn-edge bg-warn-bg text-warn-fg [&>svg]:text-warn",
        bad: "border-bad-edge bg-bad-bg text-bad-fg [&>svg]:text-bad",
        busy: "border-busy-edge bg-busy-bg text-busy-fg [&>svg]:text-busy",
        drain: "border-drain-edge bg-drain-bg text-drain-fg [&>svg]:text-drain",
        off: "border-off-edge bg-off-bg text-off-fg [&>svg]:text-off",
      },
      large: { true: "h-6.5 text-sm font-semibold", false: "" },
    },
    defaultVariants: { tone: "off", large: false },
  },
);

export type BadgeProps = ComponentProps<"span"> & VariantProps<typeof badgeClass>;

export function Badge({ tone, large, className, ...rest }: BadgeProps) {
  return <span className={cn(badgeClass({ tone, large }), className)} {...rest} />;
}
