import { countValues, type Facet, type FilterToken, type Operator, readToken } from "@/lib/model/list-query";

export interface FilterProperty<Row> {
  key: string;
  label: string;
  /** All values of a row; none is never equal to anything. */
  values: (row: Row) => readonly string[];
  /** Words for a value; the value itself stands in. */
  valueLabel?: (value: string) => string;
  /** Values offered even when no row has them. */
  offered?: readonly string[];
  /** As the server counted them, where it cuts the list. */
  counted?: readonly Facet[];
}

/** Tokens of known properties, without repetitions; the rest of a hand-written URL is dropped. */
export function readTokens(texts: readonly string[], known: readonly string[]): FilterToken[] {
  const unique = [...new Set(texts)].map(readToken);
  return unique.filter((token) => token !== null && known.includes(token.property)) as FilterToken[];
}

export interface TypedFilter {
  property: string;
  operator?: Operator;
  value: string;
}

/** What has been typed so far, `Status = hea`, when it starts with the name or label of a property. */
export function readTyped<Row>(text: string, properties: readonly FilterProperty<Row>[]): TypedFilter | null {
  const match = /^\s*(.+?)\s*(!=|≠|<>|==|=|:)\s*(.*)$/.exec(text);
  if (!match?.[1]) return null;
  const name = match[1].toLowerCase();
  const property = properties.find(({ key, label }) => key.toLowerCase() === name || label.toLowerCase() === name);
  if (!property) return null;
  return {
    property: property.key,
    operator: match[2] === "!=" || match[2] === "≠" || match[2] === "<>" ? "≠" : "=",
    value: (match[3] ?? "").trim(),
  };
}

/** How many rows have each value, most first. */
export function facets<Row>(rows: readonly Row[], property: FilterProperty<Row>): readonly Facet[] {
  return property.counted ?? countValues(rows, property.values, property.offered);
}
