import type { ReactNode } from "react";
import { headCellClass } from "@/components/data-table/list-head";
import { cn } from "@/components/ui/cn";

export interface SmallColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Left out where there is little room. */
  wideOnly?: boolean;
}

export interface SmallTableProps<Row> {
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly SmallColumn<Row>[];
}

/** A few rows within a card: neither sorted, filtered nor paged. */
export function SmallTable<Row>({ label, rows, rowId, columns }: SmallTableProps<Row>) {
  return (
    <div className="overflow-x-auto">
      <table
        aria-label={label}
        style={{ "--cell": "12px" } as React.CSSProperties}
        className="w-full border-separate border-spacing-0"
      >
        <thead>
          <tr>
            {columns.map(({ id, header, numeric, wideOnly }) => (
              <th
                key={id}
                scope="col"
                className={cn(headCellClass, numeric && "text-right", wideOnly && "phone:hidden")}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className="group hover:bg-hover">
              {columns.map(({ id, cell, numeric, wideOnly }) => (
                <td
                  key={id}
                  className={cn(
                    "h-10 border-b px-3 py-1 whitespace-nowrap group-last:border-b-0 first:pl-4 last:pr-4",
                    numeric && "text-right",
                    wideOnly && "phone:hidden",
                  )}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
