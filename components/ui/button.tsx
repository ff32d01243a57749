import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonClass = cva(
  "keep-radius inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none disabled:border-border disabled:bg-transparent disabled:text-disabled-foreground aria-disabled:border-border aria-disabled:bg-transparent aria-disabled:text-disabled-foreground disabled:[&>svg]:text-inherit",
  {
    variants: {
      variant: {
        secondary: "border-border-strong bg-card text-foreground hover:bg-hover [&>svg]:text-muted-foreground",
        primary: "border-primary bg-primary text-primary-foreground hover:bg-primary-hover",
        danger: "border-destructive bg-destructive text-destructive-foreground hover:bg-destructive-hover",
        dangerText: "border-border-strong bg-card text-bad-fg hover:bg-bad-bg",
        quiet: "border-transparent bg-transparent text-muted-foreground hover:bg-hover disabled:border-transparent",
      },
      size: {
        md: "h-8 px-3 phone:h-10",
        sm: "h-6.5 px-2 text-xs phone:h-9 [&>svg]:size-3.5",
      },
      square: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { square: true, size: "md", class: "w-8 phone:w-10" },
      { square: true, size: "sm", class: "w-6.5 phone:w-9" },
    ],
    defaultVariants: { variant: "secondary", size: "md", square: false },
  },
);

type Look = Omit<VariantProps<typeof buttonClass>, "square">;

export interface ButtonProps extends ComponentProps<"button">, Look {
  icon?: ReactNode;
  /** Shows a spinner and refuses further clicks, keeping its width. */
  busy?: boolean;
}

export function Button({ variant, size, icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cn(buttonClass({ variant, size }), className)}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, Look {
  icon?: ReactNode;
}

export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={cn(buttonClass({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
