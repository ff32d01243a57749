"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { navEntries } from "./entries";
import { isTyping, onShortcuts } from "./shell-events";

const jumpWindowMs = 1200;

/** `g` and a letter jump to a page; `?` shows what there is. Silent while one types. */
export function Shortcuts() {
  const t = useTranslations("nav");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let jumpUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "?") setOpen(true);
      const target = event.timeStamp < jumpUntil ? navEntries.find((entry) => entry.jump === event.key) : undefined;
      if (target) router.push(target.href);
      jumpUntil = event.key === "g" ? event.timeStamp + jumpWindowMs : 0;
    };
    document.addEventListener("keydown", onKey);
    const stop = onShortcuts(() => setOpen(true));
    return () => {
      document.removeEventListener("keydown", onKey);
      stop();
    };
  }, [router]);
  const rows = [
    { key: "find", keys: "⌘ K", label: t("shortcutFind") },
    { key: "filter", keys: "/", label: t("shortcutFilter") },
    { key: "clear", keys: "Esc", label: t("shortcutClear") },
    { key: "help", keys: "?", label: t("shortcutHelp") },
    ...navEntries.map((entry) => ({ key: entry.key, keys: `g ${entry.jump}`, label: `${t("goTo")}: ${t(entry.key)}` })),
  ];
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t("shortcuts")}>
      <dl className="mt-2 grid gap-2">
        {rows.map((row) => (
          <div key={row.key} className="flex items-center justify-between gap-4">
            <dt>{row.label}</dt>
            <dd>
              <Kbd>{row.keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
