"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { menuPopupClass } from "@/components/ui/menu";
import { type Suggestion, suggest } from "./filter-suggestions";
import { TokenChip } from "./token-chip";
import { type FilterProperty, readTyped } from "./tokens";
import { useFocusKey } from "./use-focus-key";
import type { ListState } from "./use-list-state";

export interface FilterBarProps<Row> {
  state: ListState;
  rows: readonly Row[];
  properties: readonly FilterProperty<Row>[];
  placeholder: string;
  /** At the right: columns and density. */
  side?: ReactNode;
}

export function FilterBar<Row>({ state, rows, properties, placeholder, side }: FilterBarProps<Row>) {
  const t = useTranslations("table");
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const highlighted = useRef<unknown>(undefined);
  useFocusKey(input);
  const text = typed ?? state.text;
  const items = useMemo(() => suggest(text, rows, properties), [text, rows, properties]);

  const apply = (value: string) => {
    const filter = readTyped(value, properties);
    if (filter?.value) {
      state.setFilter("", [...state.tokens, { ...filter, operator: filter.operator ?? "=" }]);
      setTyped(undefined);
    } else if (!filter) {
      state.setText(value.trim());
      setTyped(undefined);
    }
  };
  const choose = (item: Suggestion) => {
    if (item.kind === "value") {
      state.setFilter("", [...state.tokens, item.token]);
      setTyped(undefined);
      setOpen(false);
      return;
    }
    setTyped(item.kind === "property" ? item.label : `${item.label} ${item.operator} `);
    setOpen(true);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && highlighted.current === undefined) {
      event.preventDefault();
      apply(text);
      setOpen(false);
    }
    if (event.key === "Backspace" && text === "" && state.tokens.length > 0) state.setTokens(state.tokens.slice(0, -1));
  };

  return (
    <div className="flex items-center gap-2 px-4 py-2.5 phone:flex-wrap phone:px-3">
      <Autocomplete.Root
        items={items}
        filter={null}
        value={text}
        open={open && items.length > 0}
        onOpenChange={(next, details) => details.reason !== "item-press" && setOpen(next)}
        onValueChange={(value, details) => {
          if (details.reason === "item-press") return;
          setTyped(value);
          if (details.reason === "input-change") setOpen(true);
          if (value === "" && state.text !== "") state.setText("");
        }}
        onItemHighlighted={(item) => {
          highlighted.current = item;
        }}
        itemToStringValue={(item: Suggestion) => item.label}
        openOnInputClick
      >
        <div className="focus-within-ring flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-1.5 rounded-md border border-input bg-card px-2 py-0.5 phone:min-h-10 phone:basis-[calc(100%-3rem)]">
          <Search className="text-faint-foreground" />
          {state.tokens.map((token, index) => (
            <TokenChip
              key={`${token.property}${token.operator}${token.value}`}
              token={token}
              property={properties.find(({ key }) => key === token.property)}
              onRemove={() => state.setTokens(state.tokens.filter((_, at) => at !== index))}
            />
          ))}
          <Autocomplete.Input
            ref={input}
            data-bare=""
            aria-label={t("filter")}
            placeholder={placeholder}
            onKeyDown={onKeyDown}
            onBlur={() => typed !== undefined && !readTyped(typed, properties) && apply(typed)}
            className="h-6.5 min-w-24 flex-1 bg-transparent text-ellipsis phone:text-[16px]"
          />
          <Kbd className="text-faint-foreground phone:hidden">/</Kbd>
        </div>
        <Autocomplete.Portal>
          <Autocomplete.Positioner sideOffset={4} align="start" className="z-50">
            <Autocomplete.Popup className={menuPopupClass}>
              <Autocomplete.List>
                {(item: Suggestion) => (
                  <Autocomplete.Item
                    key={item.key}
                    value={item}
                    onClick={() => choose(item)}
                    className="flex min-h-7.5 cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover phone:min-h-10"
                  >
                    {item.label}
                    {item.kind === "operator" && (
                      <>
                        <b className="font-semibold text-link">{item.operator}</b>
                        <small className="ml-auto pl-6 text-xs text-faint-foreground">
                          {t(item.operator === "=" ? "equals" : "notEquals")}
                        </small>
                      </>
                    )}
                    {item.kind === "value" && (
                      <small className="ml-auto pl-6 text-xs text-faint-foreground">{item.count}</small>
                    )}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      {state.filtered && (
        <Button
          variant="quiet"
          className="phone:order-2 phone:ml-auto phone:text-link"
          onClick={() => {
            setTyped(undefined);
            state.clear();
          }}
        >
          {t("clearFilters")}
        </Button>
      )}
      {side}
    </div>
  );
}
