"use client";

import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { RowActions } from "./row-actions";
import type { ListColumn, PhonePlace, RowMenu } from "./types";

const cellClass = "h-(--row) border-b px-(--cell) py-1 align-middle first:pl-4 last:pr-4 group-last:border-b-0";

const phoneClass: Record<PhonePlace, string> = {
  name: "phone:col-span-2 phone:pr-9",
  wide: "phone:col-span-2",
  left: "",
  right: "phone:justify-self-end phone:text-right",
  hidden: "phone:hidden!",
};

export interface ListRowProps<Row> {
  row: Row;
  name: string;
  columns: readonly ListColumn<Row>[];
  selected: boolean;
  onSelect?: (selected: boolean) => void;
  selectLabel: string;
  menu?: RowMenu;
  /** A full-width note under the row: why it needs a look. */
  note?: ReactNode;
}

export function ListRow<Row>({ row, name, columns, selected, onSelect, selectLabel, menu, note }: ListRowProps<Row>) {
  const width = columns.length + (onSelect ? 1 : 0) + (menu ? 1 : 0);
  return (
    <>
      <tr
        data-selected={selected || undefined}
        className={cn(
          "group hover:bg-hover data-selected:bg-selected",
          "phone:relative phone:grid phone:grid-cols-[minmax(0,1fr)_auto] phone:gap-x-3 phone:gap-y-2 phone:border-t phone:py-3 phone:pr-3 phone:first:border-t-0",
          onSelect ? "phone:pl-10" : "phone:pl-3",
          note !== undefined && "[&>td]:border-b-0",
        )}
      >
        {onSelect && (
          <td className={cn(cellClass, phoneCell, "w-9 pr-0 phone:absolute phone:top-3 phone:left-3 phone:w-auto")}>
            <Checkbox aria-label={selectLabel} checked={selected} onCheckedChange={onSelect} />
          </td>
        )}
        {columns.map((column) => (
          <td
            key={column.id}
            data-column={column.id}
            className={cn(
              cellClass,
              phoneCell,
              phoneClass[column.phone ?? (column.pinned ? "name" : "wide")],
              column.numeric && "text-right tabular-nums",
              !column.wrap && "wide:whitespace-nowrap",
            )}
          >
            {column.phoneHeader && (
              <span className="mr-1 hidden text-muted-foreground phone:inline">{column.header}</span>
            )}
            {column.cell(row)}
          </td>
        ))}
        {menu && (
          <td
            className={cn(
              cellClass,
              phoneCell,
              "w-10.5 px-0 pr-2.5 text-right last:pr-2.5 phone:absolute phone:top-1 phone:right-1.5 phone:w-auto",
            )}
          >
            <RowActions name={name} groups={menu} />
          </td>
        )}
      </tr>
      {note !== undefined && (
        <tr className="phone:block">
          <td
            colSpan={width}
            className="border-b px-4 pb-3 [tr:last-child>&]:border-b-0 phone:block phone:border-0 phone:px-3"
          >
            {note}
          </td>
        </tr>
      )}
    </>
  );
}

const phoneCell = "phone:block phone:h-auto phone:min-w-0 phone:border-0 phone:p-0 phone:first:pl-0 phone:last:pr-0";
