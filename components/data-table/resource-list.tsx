"use client";

import type { RowData, RowSelectionState } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { ErrorState, StaleNote } from "@/components/feedback/error-state";
import { LoadingRows } from "@/components/feedback/loading-rows";
import { NoMatchState } from "@/components/feedback/no-match-state";
import { Card } from "@/components/ui/card";
import { type ListSort, matchesText, matchesTokens } from "@/lib/model/list-query";
import { BulkBar } from "./bulk-bar";
import { FilterBar } from "./filter-bar";
import { ListHead } from "./list-head";
import { ListRow } from "./list-row";
import { useListPreferences } from "./list-preferences";
import { ListTitle } from "./list-title";
import { Pager } from "./pager";
import { PreferencesMenu } from "./preferences-menu";
import { ResourceTable } from "./resource-table";
import type { FilterProperty } from "./tokens";
import type { ListColumn, RowMenu } from "./types";
import { useListState } from "./use-list-state";
import { useListTable } from "./use-list-table";

export interface ResourceListProps<Row extends RowData> {
  /** Names the preferences kept for this kind of list. */
  resource: string;
  title: string;
  /** `page`: the title is the page's head. `card`: it heads the card, within another page. */
  placement?: "page" | "card";
  crumbs?: ReactNode;
  /** Undefined while the first answer is awaited. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  columns: readonly ListColumn<Row>[];
  properties?: readonly FilterProperty<Row>[];
  /** Texts of a row that free text looks through. */
  searchText: (row: Row) => readonly string[];
  defaultSort?: ListSort;
  twoLine?: boolean;
  rowMenu?: (row: Row) => RowMenu;
  rowNote?: (row: Row) => ReactNode | undefined;
  /** Given, rows can be selected; gets the selected rows and clears the selection. */
  bulk?: (rows: readonly Row[], clear: () => void) => ReactNode;
  onRefresh?: () => void;
  refreshing?: boolean;
  /** When the rows were read, in milliseconds. */
  updatedAt?: number;
  /** A button or link beside Refresh; gets the rows that match and the ids of the visible columns. */
  exporting?: (rows: readonly Row[], columns: readonly string[]) => ReactNode;
  primaryAction?: ReactNode;
  /** In the empty filter: "Filter by name, address, tag, state". */
  filterHint?: string;
  empty: ReactNode;
  error?: { reason?: ReactNode; id?: string };
  /** The server filters, sorts and cuts; `rows` is one page of what `useListQuery` says. */
  server?: { matching: number; total: number };
}

function keyed<Row>(id: string, row: Row | undefined): [string, Row][] {
  return row === undefined ? [] : [[id, row]];
}

const noProperties: readonly never[] = [];

export function ResourceList<Row extends RowData>(props: ResourceListProps<Row>) {
  const { resource, rows, columns, rowId, rowName, searchText, server, bulk, rowMenu, error, twoLine = false } = props;
  const properties = props.properties ?? noProperties;
  const t = useTranslations("table");
  const [selection, setSelection] = useState<RowSelectionState>({});
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map());
  const { preferences, save } = useListPreferences(resource);
  const state = useListState({
    properties: properties.map(({ key }) => key),
    sortable: columns.filter(({ sortValue }) => sortValue).map(({ id }) => id),
    defaultSort: props.defaultSort,
  });
  const { text, tokens } = state;
  const all = rows ?? noProperties;
  const matching = useMemo(
    () =>
      server ? all : all.filter((row) => matchesTokens(row, tokens, properties) && matchesText(searchText(row), text)),
    [server, all, tokens, properties, searchText, text],
  );
  const visible = Object.fromEntries(
    columns.map(({ id, pinned, hiddenAtFirst }) => [id, pinned || (preferences.columns[id] ?? !hiddenAtFirst)]),
  );
  const select = (next: RowSelectionState) => {
    const here = new Map(all.map((row) => [rowId(row), row]));
    // A server's page has only its own rows: those that were selected on others are kept as they were.
    if (server) setPicked(new Map(Object.keys(next).flatMap((id) => keyed(id, here.get(id) ?? picked.get(id)))));
    setSelection(next);
  };
  const { table, page, pages, count } = useListTable({
    rows: matching,
    rowId,
    columns,
    visible,
    state,
    selection,
    onSelectionChange: select,
    serverCount: server?.matching,
  });
  const shown = columns.filter(({ id }) => visible[id]);
  const selectedRows = server
    ? [...new Map([...picked, ...all.map((row) => [rowId(row), row] as const)])]
        .filter(([id]) => selection[id])
        .map(([, row]) => row)
    : all.filter((row) => selection[rowId(row)]);
  const clearSelection = () => setSelection({});
  const total = server?.total ?? all.length;
  const height = preferences.density === "compact" ? 32 : twoLine ? 52 : 40;

  const body = () => {
    if (rows === undefined) {
      return error ? (
        <ErrorState reason={error.reason} id={error.id} onRetry={props.onRefresh} busy={props.refreshing} />
      ) : (
        <LoadingRows rows={6} rowHeight={height} />
      );
    }
    if (total === 0 && !state.filtered) return props.empty;
    if (count === 0) return <NoMatchState total={total} onClear={state.clear} />;
    return (
      <>
        <ResourceTable label={props.title} height={height} busy={props.refreshing}>
          <ListHead
            columns={shown}
            sort={state.sort}
            onSort={state.setSort}
            actions={rowMenu !== undefined}
            selection={
              bulk && {
                state: table.getIsAllPageRowsSelected() ? "all" : table.getIsSomePageRowsSelected() ? "some" : "none",
                onChange: (on) => table.toggleAllPageRowsSelected(on),
              }
            }
          />
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <ListRow
                key={row.id}
                row={row.original}
                name={rowName(row.original)}
                columns={shown}
                selected={Boolean(selection[row.id])}
                onSelect={bulk && ((on) => row.toggleSelected(on))}
                selectLabel={t("selectRow", { name: rowName(row.original) })}
                menu={rowMenu?.(row.original)}
                note={props.rowNote?.(row.original)}
              />
            ))}
          </tbody>
        </ResourceTable>
        <Pager
          page={page}
          pages={pages}
          pageSize={state.pageSize}
          count={count}
          onPage={state.setPage}
          onPageSize={state.setPageSize}
        />
      </>
    );
  };

  const title = (
    <ListTitle
      placement={props.placement ?? "page"}
      title={props.title}
      counter={rows && (state.filtered ? `(${count}/${total})` : `(${total})`)}
      updatedAt={props.updatedAt}
      onRefresh={props.onRefresh}
      refreshing={props.refreshing}
      exporting={props.exporting?.(
        matching,
        shown.map(({ id }) => id),
      )}
      primaryAction={props.primaryAction}
    />
  );
  const inCard = props.placement === "card";
  return (
    <>
      {!inCard && title}
      {error && rows && props.updatedAt !== undefined && (
        <div className="mb-4">
          <StaleNote reason={error.reason} at={props.updatedAt} onRetry={props.onRefresh} busy={props.refreshing} />
        </div>
      )}
      <Card className="overflow-hidden" aria-label={props.title}>
        {inCard && title}
        {!(rows && total === 0 && !state.filtered) && (
          <FilterBar
            state={state}
            rows={all}
            properties={properties}
            placeholder={
              props.filterHint ??
              t("filterBy", { properties: properties.map(({ label }) => label).join(t("listSeparator")) })
            }
            side={
              <PreferencesMenu
                columns={columns.map(({ id, header, pinned }) => ({ id, header, pinned, shown: Boolean(visible[id]) }))}
                preferences={preferences}
                onChange={save}
              />
            }
          />
        )}
        {bulk && selectedRows.length > 0 && (
          <BulkBar count={selectedRows.length} onClear={clearSelection}>
            {bulk(selectedRows, clearSelection)}
          </BulkBar>
        )}
        {body()}
      </Card>
    </>
  );
}
