"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FieldPath, FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { FieldError } from "./field-row";
import { useField } from "./use-field";
import { useNestedErrors } from "./use-nested-errors";

interface Tag {
  key: string;
  value: string;
}

export interface TagsFieldProps<Values extends FieldValues> {
  name: FieldPath<Values>;
  max?: number;
}

/** Rows of key and value; a refused cell says why under its row. */
export function TagsField<Values extends FieldValues>({ name, max = 20 }: TagsFieldProps<Values>) {
  const t = useTranslations("form");
  const common = useTranslations("common");
  const { id, field } = useField<Values>(name);
  const nested = useNestedErrors<Values>(name);
  const tags = (field.value ?? []) as readonly Tag[];
  const change = (next: readonly Tag[]) => field.onChange(next);
  const edit = (index: number, part: Partial<Tag>) =>
    change(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)));
  return (
    <fieldset className="min-w-0">
      <legend id={`${id}-label`} className="mb-[5px] font-medium">
        {common("tags")} <span className="font-normal text-faint-foreground">{common("optional")}</span>
      </legend>
      <div className="grid grid-cols-1 gap-2">
        {tags.map((tag, index) => {
          const keyError = nested(`${index}.key`);
          const valueError = nested(`${index}.value`);
          return (
            <div key={index}>
              <div className="flex gap-2">
                <Input
                  value={tag.key}
                  onChange={(event) => edit(index, { key: event.target.value })}
                  placeholder={t("tagKey")}
                  aria-label={t("tagKey")}
                  aria-invalid={keyError ? true : undefined}
                  aria-describedby={keyError ? `${id}-${index}-error` : undefined}
                  data-field={`${name}.${index}.key`}
                />
                <Input
                  value={tag.value}
                  onChange={(event) => edit(index, { value: event.target.value })}
                  placeholder={t("tagValue")}
                  aria-label={t("tagValue")}
                  aria-invalid={valueError ? true : undefined}
                  aria-describedby={valueError ? `${id}-${index}-error` : undefined}
                  data-field={`${name}.${index}.value`}
                />
                <IconButton
                  label={t("removeTag", { key: tag.key })}
                  icon={<X />}
                  variant="quiet"
                  onClick={() => change(tags.filter((_, at) => at !== index))}
                />
              </div>
              {(keyError || valueError) && (
                <FieldError id={`${id}-${index}-error`}>{keyError ?? valueError}</FieldError>
              )}
            </div>
          );
        })}
      </div>
      <div className="mt-2 flex items-center gap-3">
        <Button
          size="sm"
          icon={<Plus />}
          disabled={tags.length >= max}
          onClick={() => change([...tags, { key: "", value: "" }])}
        >
          {t("addTag")}
        </Button>
        <span className="text-xs text-faint-foreground">{t("tagsHint", { count: tags.length, max })}</span>
      </div>
    </fieldset>
  );
}
