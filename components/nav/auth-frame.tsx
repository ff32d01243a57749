"use client";

import type { ReactNode } from "react";
import { Brand } from "./brand";
import { LanguageMenu } from "./language-menu";
import { ThemeMenu } from "./theme-menu";

/** For sign-in and set-up: the bar without what needs a session, and one narrow card in the middle. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-screen flex-col">
      <header className="on-topbar flex h-(--topbar-height) items-center gap-1 border-b border-topbar-edge bg-topbar pr-3 pl-4 text-topbar-foreground">
        <Brand className="mr-auto" />
        <ThemeMenu />
        <LanguageMenu />
      </header>
      <main className="mx-auto w-full max-w-105 flex-1 px-4 pt-[12vh] pb-8">{children}</main>
    </div>
  );
}
