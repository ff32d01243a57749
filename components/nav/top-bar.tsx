"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { CommandBox } from "./command-box";
import { HelpMenu } from "./help-menu";
import { LanguageMenu } from "./language-menu";
import { NavDrawer } from "./nav-drawer";
import { ProjectMenu, type ProjectMenuProps } from "./project-menu";
import { ThemeMenu } from "./theme-menu";
import { type ShellUser, UserMenu } from "./user-menu";

export interface TopBarProps {
  region?: string;
  projects?: ProjectMenuProps;
  user?: ShellUser;
  navigation: ReactNode;
}

export function TopBar({ region, projects, user, navigation }: TopBarProps) {
  const t = useTranslations("nav");
  return (
    <header className="on-topbar sticky top-0 z-30 flex h-(--topbar-height) items-center gap-1 border-b border-topbar-edge bg-topbar pr-3 pl-4 text-topbar-foreground phone:px-2">
      <NavDrawer>{navigation}</NavDrawer>
      <Link href="/" className="keep-radius mr-3 rounded-md wide:w-[calc(var(--sidebar-width)-28px)]">
        <Brand />
      </Link>
      <Place label={t("region")} name={region} />
      {region && projects && <Rule />}
      {projects && <ProjectMenu {...projects} />}
      <CommandBox />
      <HelpMenu />
      <ThemeMenu />
      <LanguageMenu />
      {user && (
        <>
          <Rule />
          <UserMenu user={user} />
        </>
      )}
    </header>
  );
}

function Place({ label, name }: { label: string; name?: string }) {
  if (!name) return null;
  return (
    <span className="flex h-8 items-center gap-1.5 px-2 whitespace-nowrap phone:hidden">
      <small className="text-xs text-topbar-muted">{label}</small>
      {name}
    </span>
  );
}

function Rule() {
  return <span className="mx-1 h-5 w-px bg-topbar-edge phone:hidden" />;
}
