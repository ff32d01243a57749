import * as z from "zod";
import { rule } from "./rule";
import { integer } from "./text";

export type Operator = "=" | "≠";

/** One narrowing of a list: `status = healthy`. The same property twice with `=` reads "or"; all else reads "and". */
export interface FilterToken {
  property: string;
  operator: Operator;
  value: string;
}

/** As kept in the URL: `status=healthy`, `status!=healthy`. */
export function writeToken({ property, operator, value }: FilterToken): string {
  return `${property}${operator === "=" ? "=" : "!="}${value}`;
}

export function readToken(text: string): FilterToken | null {
  const match = /^([^=!]+)(!?=)([^]*)$/.exec(text);
  if (!match?.[1] || match[3] === undefined || match[3] === "") return null;
  return { property: match[1], operator: match[2] === "=" ? "=" : "≠", value: match[3] };
}

export interface ListSort {
  column: string;
  descending: boolean;
}

/** `name`, or `-name` for descending. */
export function readSort(text: string, sortable: readonly string[]): ListSort | null {
  const descending = text.startsWith("-");
  const column = descending ? text.slice(1) : text;
  return sortable.includes(column) ? { column, descending } : null;
}

export function writeSort(sort: ListSort | null): string {
  if (!sort) return "";
  return sort.descending ? `-${sort.column}` : sort.column;
}

export const pageSizes = [10, 20, 50, 100] as const;

const text = (max: number) => z.string({ error: rule("text") }).max(max, { error: rule("tooLong", { max }) });

/** What a list shows, as its URL says it: free text, tokens, `-column` to sort by, page from 1. */
export const ListQuery = z.object({
  text: text(500).default(""),
  filters: z
    .array(text(500))
    .max(50, { error: rule("tooMany", { max: 50 }) })
    .default([]),
  sort: text(100).default(""),
  page: integer(1, 1_000_000).default(1),
  pageSize: integer(1, 100).default(20),
});
export type ListQuery = z.input<typeof ListQuery>;
export type ParsedListQuery = z.output<typeof ListQuery>;

/** How the rows of one kind of list are narrowed and sorted; the same in the browser, in services and exports. */
export interface ListRules<Row> {
  /** Values of a row by property; none is never equal to anything. Undefined: there is no such property. */
  values: (property: string) => ((row: Row) => readonly string[]) | undefined;
  /** Texts that free text looks through. */
  text: (row: Row) => readonly string[];
  sorts: Readonly<Record<string, (row: Row) => string | number | null>>;
  /** Where nothing is said. */
  sort: ListSort;
}

/** Rows that match, sorted; tokens and columns that the list does not know are as if they were not there. */
export function queryRows<Row>(rows: readonly Row[], query: ParsedListQuery, rules: ListRules<Row>): Row[] {
  const tokens = query.filters.map(readToken).filter((token) => token !== null);
  const properties = [...new Set(tokens.map(({ property }) => property))].flatMap((key) => {
    const values = rules.values(key);
    return values === undefined ? [] : [{ key, values }];
  });
  const kept = rows.filter((row) => matchesTokens(row, tokens, properties) && matchesText(rules.text(row), query.text));
  const sort = readSort(query.sort, Object.keys(rules.sorts)) ?? rules.sort;
  return sortRows(kept, sort, rules.sorts);
}

function sortRows<Row>(rows: readonly Row[], sort: ListSort, sorts: ListRules<Row>["sorts"]): Row[] {
  const valueOf = sorts[sort.column];
  if (valueOf === undefined) return [...rows];
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .toSorted((a, b) => sign * compareValues(a.value, b.value))
    .map(({ row }) => row);
}

export function matchesTokens<Row>(
  row: Row,
  tokens: readonly FilterToken[],
  properties: readonly { key: string; values: (row: Row) => readonly string[] }[],
): boolean {
  return properties.every((property) => {
    const own = tokens.filter((token) => token.property === property.key);
    if (own.length === 0) return true;
    const values = property.values(row).map((value) => value.toLowerCase());
    const wanted = own.filter((token) => token.operator === "=");
    const unwanted = own.filter((token) => token.operator === "≠");
    return (
      (wanted.length === 0 || wanted.some((token) => values.includes(token.value.toLowerCase()))) &&
      unwanted.every((token) => !values.includes(token.value.toLowerCase()))
    );
  });
}

/** Every word typed has to occur somewhere in the row's text. */
export function matchesText(texts: readonly string[], query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const haystack = texts.join("\n").toLowerCase();
  return words.every((word) => haystack.includes(word));
}

/** A value and how many rows have it. */
export interface Facet {
  value: string;
  count: number;
}

/** How many rows have each value, most first. */
export function countValues<Row>(
  rows: readonly Row[],
  values: (row: Row) => readonly string[],
  offered: readonly string[] = [],
): Facet[] {
  const counts = new Map<string, number>(offered.map((value) => [value, 0]));
  for (const row of rows) {
    for (const value of new Set(values(row))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count);
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Numbers by size, texts as people read them (`web-2` before `web-10`); nothing is the least of all. */
export function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}

/** One page of a list that the server cuts. */
export interface ListPage<Row> {
  rows: Row[];
  /** Rows that match, and all that the caller may see. */
  matching: number;
  total: number;
  /** Values to filter by, of the properties that have few. */
  facets: Record<string, Facet[]>;
}
