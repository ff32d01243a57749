"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { FieldPath, FieldValues } from "react-hook-form";
import { FieldRow } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { readFile } from "./read-file";

interface PemFieldProps<Values extends FieldValues> {
  name: FieldPath<Values>;
  label: string;
  hint: string;
  placeholder: string;
  uploadLabel: string;
  optional?: boolean;
  /** A file was read, or what was typed was left. */
  onGiven: () => void;
}

/** Certificate or key: pasted, or uploaded in any format. */
export function PemField<Values extends FieldValues>(props: PemFieldProps<Values>) {
  const { name, label, hint, placeholder, uploadLabel, optional, onGiven } = props;
  const t = useTranslations("certificate");
  const { id, field, error, aria } = useField<Values>(name, hint);
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    field.onChange((await readFile(file)) ?? " ".repeat(200_001));
    onGiven();
  };
  return (
    <FieldRow id={id} label={label} hint={hint} error={error} optional={optional}>
      <Textarea
        id={id}
        rows={4}
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        className="mono max-h-60 min-h-24 [word-break:break-all]"
        {...field}
        value={field.value ?? ""}
        onBlur={() => {
          field.onBlur();
          onGiven();
        }}
        {...aria}
      />
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={uploadLabel}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button
        size="sm"
        icon={<Upload />}
        className="mt-1.5"
        aria-label={uploadLabel}
        onClick={() => picker.current?.click()}
      >
        {t("upload")}
      </Button>
    </FieldRow>
  );
}
