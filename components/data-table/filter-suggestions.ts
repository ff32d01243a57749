import type { FilterToken, Operator } from "@/lib/model/list-query";
import { facets, type FilterProperty, readTyped } from "./tokens";

export type Suggestion =
  | { kind: "property"; key: string; label: string }
  | { kind: "operator"; key: string; property: string; label: string; operator: Operator }
  | { kind: "value"; key: string; token: FilterToken; label: string; count: number };

const mostValues = 20;

/** What can follow what has been typed: a property, then = or ≠, then a value with the number of its rows. */
export function suggest<Row>(
  text: string,
  rows: readonly Row[],
  properties: readonly FilterProperty<Row>[],
): Suggestion[] {
  const typed = readTyped(text, properties);
  if (typed) {
    const property = properties.find(({ key }) => key === typed.property);
    return property ? valuesOf(property, typed.operator ?? "=", typed.value, rows) : [];
  }
  const query = text.trim().toLowerCase();
  const named = properties.find(({ label }) => label.toLowerCase() === query);
  if (named) return operatorsOf(named);
  const matching = properties.filter(({ label }) => label.toLowerCase().includes(query));
  const direct =
    query.length < 2 ? [] : properties.flatMap((property) => valuesOf(property, "=", query, rows)).slice(0, 6);
  return [...matching.map(({ key, label }): Suggestion => ({ kind: "property", key, label })), ...direct];
}

function operatorsOf<Row>({ key, label }: FilterProperty<Row>): Suggestion[] {
  return (["=", "≠"] as const).map((operator) => ({
    kind: "operator",
    key: `${key}${operator}`,
    property: key,
    label,
    operator,
  }));
}

function valuesOf<Row>(
  property: FilterProperty<Row>,
  operator: Operator,
  query: string,
  rows: readonly Row[],
): Suggestion[] {
  const words = property.valueLabel ?? String;
  return facets(rows, property)
    .filter(({ value }) => `${value}\n${words(value)}`.toLowerCase().includes(query.toLowerCase()))
    .slice(0, mostValues)
    .map(({ value, count }) => ({
      kind: "value",
      key: `${property.key}${operator}${value}`,
      token: { property: property.key, operator, value },
      label: `${property.label} ${operator} ${words(value)}`,
      count,
    }));
}
