"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { ListSort } from "@/lib/model/list-query";
import type { ListColumn } from "./types";

export const headCellClass =
  "h-8.5 border-t border-b border-b-border-strong bg-sunken px-(--cell) text-left text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4";

export interface ListHeadProps<Row> {
  columns: readonly ListColumn<Row>[];
  sort: ListSort | null;
  onSort: (sort: ListSort) => void;
  selection?: { state: "none" | "some" | "all"; onChange: (all: boolean) => void };
  actions: boolean;
}

export function ListHead<Row>({ columns, sort, onSort, selection, actions }: ListHeadProps<Row>) {
  const t = useTranslations("table");
  const common = useTranslations("common");
  return (
    <thead className="phone:sr-only">
      <tr>
        {selection && (
          <th scope="col" className={cn(headCellClass, "w-9 pr-0")}>
            <Checkbox
              aria-label={t("selectAll")}
              checked={selection.state === "all"}
              indeterminate={selection.state === "some"}
              onCheckedChange={selection.onChange}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort?.column === column.id ? sort : null} onSort={onSort} />
        ))}
        {actions && (
          <th scope="col" className={cn(headCellClass, "w-10.5")}>
            <span className="sr-only">{common("actions")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: ListColumn<Row>;
  sort: ListSort | null;
  onSort: (sort: ListSort) => void;
}) {
  const t = useTranslations("table");
  const order = sort ? (sort.descending ? "descending" : "ascending") : undefined;
  const Arrow = sort?.descending ? ChevronDown : ChevronUp;
  return (
    <th
      scope="col"
      aria-sort={column.sortValue ? (order ?? "none") : undefined}
      style={{ width: column.width }}
      className={cn(headCellClass, column.numeric && "text-right", sort && "font-semibold text-foreground")}
    >
      {column.sortValue ? (
        <button
          type="button"
          title={t("sortBy", { column: column.header })}
          onClick={() => onSort({ column: column.id, descending: sort ? !sort.descending : column.numeric === true })}
          className="hit group inline-flex items-center gap-[3px] hover:text-foreground"
        >
          {column.header}
          <Arrow className={cn("size-3", !sort && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60")} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
