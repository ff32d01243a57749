export type Operator = "=" | "≠";

/** One narrowing of a list: `status = healthy`. The same property twice with `=` reads "or"; all else reads "and". */
export interface FilterToken {
  property: string;
  operator: Operator;
  value: string;
}

export interface FilterProperty<Row> {
  key: string;
  label: string;
  /** All values of a row; none is never equal to anything. */
  values: (row: Row) => readonly string[];
  /** Words for a value; the value itself stands in. */
  valueLabel?: (value: string) => string;
  /** Values offered even when no row has them. */
  offered?: readonly string[];
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

export function matchesTokens<Row>(
  row: Row,
  tokens: readonly FilterToken[],
  properties: readonly FilterProperty<Row>[],
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

/** How many rows have each value, most first. */
export function facets<Row>(rows: readonly Row[], property: FilterProperty<Row>): { value: string; count: number }[] {
  const counts = new Map<string, number>((property.offered ?? []).map((value) => [value, 0]));
  for (const row of rows) {
    for (const value of new Set(property.values(row))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count);
}
