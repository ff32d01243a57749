"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

export function CommandBox() {
  const t = useTranslations("nav");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((old) => !old);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="keep-radius mx-auto flex h-7.5 w-75 min-w-0 items-center gap-2 rounded-md border border-topbar-edge bg-topbar-control pr-1.5 pl-2.5 text-topbar-muted hover:border-topbar-muted phone:mr-0 phone:ml-auto phone:size-10 phone:justify-center phone:border-0 phone:bg-transparent phone:px-0"
      >
        <Search />
        <span className="truncate phone:sr-only">{t("find")}</span>
        <kbd className="ml-auto rounded-sm border border-current px-[5px] font-sans text-2xs leading-4 font-medium phone:hidden">
          ⌘ K
        </kbd>
      </button>
      {open && <CommandPalette onClose={() => setOpen(false)} />}
    </>
  );
}
