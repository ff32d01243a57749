"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text";

/** Copies in full, whatever part of the value is shown beside it. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const name = label ?? t("copyValue", { value });
  return (
    <span className="inline-flex items-center gap-1">
      <button
        type="button"
        aria-label={name}
        title={copied ? t("copied") : name}
        onClick={() => void copyText(value).then(setCopied)}
        className="hit inline-grid size-5 shrink-0 place-items-center rounded-sm text-faint-foreground hover:bg-hover hover:text-foreground"
      >
        {copied ? <Check className="size-3.5 text-ok" /> : <Copy className="size-3.5" />}
      </button>
      <span aria-live="polite" className={copied ? "text-xs text-muted-foreground" : "sr-only"}>
        {copied && t("copied")}
      </span>
    </span>
  );
}
