import type { ReactNode } from "react";

export interface Consequence {
  key: string;
  label: ReactNode;
  value: ReactNode;
}

export function Consequences({ rows }: { rows: readonly Consequence[] }) {
  return (
    <dl className="my-3 overflow-hidden rounded-md border">
      {rows.map((row) => (
        <div key={row.key} className="grid grid-cols-[104px_minmax(0,1fr)] gap-3 border-t px-3 py-2 first:border-t-0">
          <dt className="text-xs leading-5 text-muted-foreground">{row.label}</dt>
          <dd className="min-w-0 break-words">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
