import type { ReactNode } from "react";
import { cn } from "./cn";

export interface Fact {
  key: string;
  label: ReactNode;
  value: ReactNode;
  wide?: boolean;
}

const columnClass = { 1: "grid-cols-1", 2: "grid-cols-2", 3: "grid-cols-3", 4: "grid-cols-4" } as const;

export function Facts({
  facts,
  columns = 4,
  className,
}: {
  facts: readonly Fact[];
  columns?: 1 | 2 | 3 | 4;
  className?: string;
}) {
  return (
    <dl
      className={cn(
        "grid gap-x-6 gap-y-3 phone:grid-cols-2 phone:gap-x-4 phone:gap-y-2.5",
        columnClass[columns],
        className,
      )}
    >
      {facts.map((fact) => (
        <div key={fact.key} className={cn("min-w-0", fact.wide && "col-span-2")}>
          <dt className="text-xs text-faint-foreground">{fact.label}</dt>
          <dd className="flex min-h-5.5 min-w-0 items-center gap-1 phone:flex-wrap">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
