"use client";

import {
  columnVisibilityFeature,
  createPaginatedRowModel,
  createSortedRowModel,
  rowPaginationFeature,
  rowSelectionFeature,
  type RowData,
  type RowSelectionState,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { compareValues } from "@/lib/model/list-query";
import type { ListState } from "./use-list-state";
import type { ListColumn } from "./types";

const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  rowSelectionFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

export interface ListTableOptions<Row extends RowData> {
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly ListColumn<Row>[];
  visible: Readonly<Record<string, boolean>>;
  state: ListState;
  selection: RowSelectionState;
  onSelectionChange: (selection: RowSelectionState) => void;
  /** Count of all matching rows when the server has already filtered, sorted and cut. */
  serverCount?: number;
}

export function useListTable<Row extends RowData>(options: ListTableOptions<Row>) {
  const { rows, rowId, columns, visible, state, selection, onSelectionChange, serverCount } = options;
  const data = useMemo(() => [...rows], [rows]);
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.sortValue?.(row) ?? null,
        enableSorting: column.sortValue !== undefined,
        sortFn: (a: { original: Row }, b: { original: Row }) =>
          compareValues(column.sortValue?.(a.original) ?? null, column.sortValue?.(b.original) ?? null),
      })),
    [columns],
  );
  const count = serverCount ?? rows.length;
  const pages = Math.max(1, Math.ceil(count / state.pageSize));
  const page = Math.min(state.page, pages);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    manualSorting: serverCount !== undefined,
    manualPagination: serverCount !== undefined,
    rowCount: serverCount,
    autoResetPageIndex: false,
    state: {
      sorting: state.sort ? [{ id: state.sort.column, desc: state.sort.descending }] : [],
      pagination: { pageIndex: page - 1, pageSize: state.pageSize },
      rowSelection: selection,
      columnVisibility: { ...visible },
    },
    onRowSelectionChange: (change) => onSelectionChange(typeof change === "function" ? change(selection) : change),
  });
  return { table, page, pages, count };
}
