"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FieldError, FieldHint } from "@/components/form/field-row";
import { useRuleText } from "@/components/form/rule-text";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { ServerRow } from "./members-form";
import { type LineFault, parseServerLines } from "./parse-server-lines";

export interface PasteServersProps {
  onApply: (servers: readonly ServerRow[]) => void;
  onCancel: () => void;
}

/** All lines or none: what cannot be read is named, and stays to be corrected. */
export function PasteServers({ onApply, onCancel }: PasteServersProps) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const ruleText = useRuleText();
  const [text, setText] = useState("");
  const [faults, setFaults] = useState<readonly LineFault[]>([]);
  const id = useId();
  const apply = () => {
    const read = parseServerLines(text);
    setFaults(read.faults);
    if (read.faults.length === 0 && read.servers.length > 0) onApply(read.servers);
  };
  return (
    <div className="mt-3 rounded-md border bg-sunken p-3">
      <Label htmlFor={id}>{t("pasteLabel")}</Label>
      <Textarea
        id={id}
        rows={5}
        value={text}
        onChange={(event) => setText(event.target.value)}
        spellCheck={false}
        className="mono"
        placeholder={"192.168.0.21:8080 10\n192.168.0.22:8080 10"}
        aria-invalid={faults.length > 0 || undefined}
        aria-describedby={`${id}-hint`}
      />
      <div id={`${id}-hint`} role={faults.length > 0 ? "alert" : undefined}>
        {faults.length === 0 && <FieldHint>{t("pasteHint")}</FieldHint>}
        {faults.slice(0, 5).map(({ line, text: typed, rule }) => (
          <FieldError key={line}>
            {t("pasteFault", { line, text: typed, reason: ruleText(rule ?? undefined) ?? t("pasteFormat") })}
          </FieldError>
        ))}
      </div>
      <div className="mt-2.5 flex gap-2">
        <Button size="sm" onClick={onCancel}>
          {common("cancel")}
        </Button>
        <Button size="sm" variant="primary" onClick={apply} disabled={text.trim() === ""}>
          {t("pasteApply")}
        </Button>
      </div>
    </div>
  );
}
