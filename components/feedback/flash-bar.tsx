"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Shape, type ShapeName } from "@/components/status/shape";
import { IconButton } from "@/components/ui/icon-button";
import { Note } from "@/components/ui/note";
import { type Flash, useFlash } from "./flash";

const shapes: Record<Flash["tone"], ShapeName> = { ok: "check", warn: "triangle", bad: "diamond", busy: "arc" };

/** Failed and long operations stay here until they are dismissed. */
export function FlashBar() {
  const t = useTranslations("feedback");
  const { flashes, dismiss } = useFlash();
  return (
    <section aria-label={t("flash")} aria-live="polite" className="grid gap-2 not-empty:mb-4">
      {flashes.map((flash) => (
        <Note key={flash.id} tone={flash.tone} role={flash.tone === "bad" ? "alert" : undefined}>
          <Shape name={shapes[flash.tone]} />
          <div className="min-w-0 flex-1">
            <p className="font-medium break-words">{flash.title}</p>
            {flash.children && <div className="text-xs break-words">{flash.children}</div>}
          </div>
          {flash.action}
          <IconButton
            label={t("dismiss")}
            icon={<X />}
            variant="quiet"
            size="sm"
            className="-my-1 text-inherit"
            onClick={() => dismiss(flash.id)}
          />
        </Note>
      ))}
    </section>
  );
}
