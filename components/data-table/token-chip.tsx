"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FilterToken } from "@/lib/model/list-query";

interface TokenChipProps {
  token: FilterToken;
  property?: { label: string; valueLabel?: (value: string) => string };
  onRemove: () => void;
}

export function TokenChip({ token, property, onRemove }: TokenChipProps) {
  const t = useTranslations("table");
  const label = property?.label ?? token.property;
  const value = property?.valueLabel?.(token.value) ?? token.value;
  return (
    <span className="inline-flex h-5.5 max-w-full items-center rounded-sm border border-primary bg-primary-soft text-xs whitespace-nowrap">
      <span className="pl-1.5 text-muted-foreground">{label}</span>
      <span className="px-1 text-faint-foreground">{token.operator}</span>
      <b className="min-w-0 truncate font-semibold text-link">{value}</b>
      <button
        type="button"
        aria-label={t("removeToken", { token: `${label} ${token.operator} ${value}` })}
        onClick={onRemove}
        className="hit ml-0.5 grid h-5 w-5 place-items-center text-muted-foreground hover:text-foreground"
      >
        <X className="size-3" />
      </button>
    </span>
  );
}
