import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FlashBar } from "@/components/feedback/flash-bar";
import { EngineLine, type EngineSummary } from "./engine-line";
import type { NavCounts } from "./nav-counts";
import { NavList } from "./nav-list";
import type { ProjectMenuProps } from "./project-menu";
import { Shortcuts } from "./shortcuts";
import { TopBar } from "./top-bar";
import type { ShellUser } from "./user-menu";

export interface ShellProps {
  region?: string;
  projects?: ProjectMenuProps;
  user?: ShellUser;
  counts?: NavCounts;
  engine?: EngineSummary;
  /** Above every page. */
  banner?: ReactNode;
  children: ReactNode;
}

export function Shell({ region, projects, user, counts = {}, engine, banner, children }: ShellProps) {
  const t = useTranslations("nav");
  const navigation = (
    <>
      <NavList counts={counts} />
      {engine && <EngineLine engine={engine} />}
    </>
  );
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-card px-3 py-1.5 text-link focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <TopBar region={region} projects={projects} user={user} navigation={navigation} />
      <div className="wide:grid wide:grid-cols-[var(--sidebar-width)_minmax(0,1fr)]">
        <aside className="sticky top-(--topbar-height) flex h-[calc(100vh-var(--topbar-height))] flex-col overflow-y-auto border-r bg-sidebar px-2 py-2.5 text-sidebar-foreground phone:hidden">
          {navigation}
        </aside>
        <main
          id="content"
          tabIndex={-1}
          className="min-h-[calc(100vh-var(--topbar-height))] min-w-0 px-6 pt-4 pb-8 focus-visible:shadow-none! phone:px-3 phone:pt-3 phone:pb-6"
        >
          {banner}
          <FlashBar />
          {children}
        </main>
      </div>
      <Shortcuts />
    </>
  );
}
