import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("min-w-0 rounded-md border bg-card shadow-xs", className)} {...rest} />;
}

export interface CardHeadProps {
  title: ReactNode;
  /** Beside the title: a unit, a count, a state. */
  beside?: ReactNode;
  /** At the right. */
  side?: ReactNode;
  ruled?: boolean;
  id?: string;
  className?: string;
}

export function CardHead({ title, beside, side, ruled = false, id, className }: CardHeadProps) {
  return (
    <div className={cn("flex min-h-10.5 items-center gap-2.5 px-4 phone:px-3", ruled && "border-b", className)}>
      <h2 id={id} className="text-base font-semibold tracking-[-.005em] whitespace-nowrap">
        {title}
      </h2>
      {beside}
      {side && <div className="ml-auto flex min-w-0 items-center gap-2 phone:flex-wrap phone:justify-end">{side}</div>}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("px-4 pb-3.5 phone:px-3 phone:pb-3", className)} {...rest} />;
}

/** Cells side by side, ruled apart; two in a row on a phone. */
export function CardCells({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "grid *:min-w-0 *:border-l *:px-4 *:py-3 *:first:border-l-0 phone:grid-cols-2! phone:*:border-t phone:*:odd:border-l-0 phone:*:nth-[-n+2]:border-t-0",
        className,
      )}
      {...rest}
    />
  );
}
