import type { VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { buttonClass } from "./button";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export interface IconButtonProps
  extends Omit<ComponentProps<"button">, "children">,
    Omit<VariantProps<typeof buttonClass>, "square"> {
  /** Read aloud and shown by the browser on hover. */
  label: string;
  icon: ReactNode;
  busy?: boolean;
}

export function IconButton({
  label,
  icon,
  variant,
  size,
  busy = false,
  className,
  disabled,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled || busy}
      className={cn(buttonClass({ variant, size, square: true }), className)}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
    </button>
  );
}
