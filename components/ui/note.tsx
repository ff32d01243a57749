import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const noteClass = cva("flex gap-2.5 rounded-md border px-3 py-[9px] [&>svg]:mt-1", {
  variants: {
    tone: {
      ok: "border-ok-edge bg-ok-bg text-ok-fg [&>svg]:text-ok",
      bad: "border-bad-edge bg-bad-bg text-bad-fg [&>svg]:text-bad",
      warn: "border-warn-edge bg-warn-bg text-warn-fg [&>svg]:text-warn",
      busy: "border-busy-edge bg-busy-bg text-busy-fg [&>svg]:text-busy",
    },
  },
  defaultVariants: { tone: "busy" },
});

/** A ruled, filled line of explanation within a page: a shape, then words. */
export function Note({ tone, className, ...rest }: ComponentProps<"div"> & VariantProps<typeof noteClass>) {
  return <div className={cn(noteClass({ tone }), className)} {...rest} />;
}
