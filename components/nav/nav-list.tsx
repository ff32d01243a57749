"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cn } from "@/components/ui/cn";
import { isCurrent, type NavEntry, navGroups } from "./entries";
import { type NavCounts, useNavCounts } from "./nav-counts";

export function NavList({ counts: initial }: { counts: NavCounts }) {
  const t = useTranslations("nav");
  const counts = useNavCounts(initial);
  return (
    <nav aria-label={t("main")}>
      {navGroups.map((group, index) => (
        <Fragment key={group[0]?.key}>
          {index > 0 && <hr className="m-2" />}
          <ul>
            {group.map((entry) => (
              <NavRow key={entry.key} entry={entry} count={counts[entry.key]} />
            ))}
          </ul>
        </Fragment>
      ))}
    </nav>
  );
}

function NavRow({ entry, count }: { entry: NavEntry; count?: { value: number; bad?: boolean } }) {
  const t = useTranslations("nav");
  const current = isCurrent(entry, usePathname());
  return (
    <li>
      <Link
        href={entry.href}
        aria-current={current ? "page" : undefined}
        className={cn(
          "keep-radius flex h-8 items-center gap-2.5 rounded-md px-2 hover:bg-hover phone:h-10 [&>svg]:text-faint-foreground",
          current && "bg-sidebar-accent font-semibold text-link hover:bg-sidebar-accent [&>svg]:text-link",
        )}
      >
        {entry.icon}
        {t(entry.key)}
        {count && (
          <span
            className={cn(
              "ml-auto text-xs font-normal tabular-nums",
              current ? "text-muted-foreground" : "text-faint-foreground",
              count.bad && "min-w-4.5 rounded-full bg-bad-bg px-[5px] text-center font-semibold text-bad-fg",
            )}
          >
            {count.value}
          </span>
        )}
      </Link>
    </li>
  );
}
