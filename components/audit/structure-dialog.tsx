"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import type { Trace } from "@/lib/model/trace";
import { traceStructure } from "@/lib/model/trace-structure";

/** The event's structure as JSON, as the audit service gives it (AU-03). */
export function StructureDialog({ trace, onClose }: { trace: Trace; onClose: () => void }) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const text = JSON.stringify(traceStructure(trace), null, 2);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={trace.event}
      className="w-180"
      footer={<Button onClick={onClose}>{common("close")}</Button>}
    >
      <div className="relative mt-1">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
        <pre
          tabIndex={0}
          aria-label={t("structure")}
          className="mono max-h-[60vh] overflow-auto rounded-md border bg-sunken p-3 text-xs leading-5 break-all whitespace-pre-wrap"
        >
          {text}
        </pre>
        <span className="absolute top-2 right-2">
          <CopyButton value={text} label={t("copyStructure")} />
        </span>
      </div>
    </Dialog>
  );
}
