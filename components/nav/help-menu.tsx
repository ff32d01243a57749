"use client";

import { CircleHelp, Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menu";
import { openShortcuts } from "./shell-events";
import { TopBarButton } from "./top-bar-button";

export function HelpMenu() {
  const t = useTranslations("nav");
  return (
    <Menu
      trigger={
        <TopBarButton square aria-label={t("help")} title={t("help")} className="phone:hidden">
          <CircleHelp />
        </TopBarButton>
      }
      groups={[[{ key: "shortcuts", label: t("shortcuts"), icon: <Keyboard />, onSelect: openShortcuts }]]}
    />
  );
}
