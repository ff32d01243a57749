"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface TabLink {
  href: string;
  label: ReactNode;
  count?: number;
}

/** Tabs that are pages of their own: each has an address. */
export function TabLinks({ tabs, label }: { tabs: readonly TabLink[]; label: string }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={tabListClass}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={path === tab.href ? "page" : undefined}
          className={tabClass(path === tab.href)}
        >
          {tab.label}
          {tab.count !== undefined && <span className="font-normal text-faint-foreground">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export const tabListClass =
  "flex gap-1 overflow-x-auto border-b border-border-strong [scrollbar-width:none] phone:-mx-3 phone:px-1.5";

export function tabClass(active: boolean): string {
  return cn(
    "relative flex h-9.5 shrink-0 items-center gap-1.5 px-2.5 font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:shadow-[inset_0_0_0_2px_var(--ring)]!",
    active &&
      "font-semibold text-link after:absolute after:inset-x-1.5 after:bottom-0 after:h-0.5 after:bg-primary hover:text-link",
  );
}
