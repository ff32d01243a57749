"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useHydrated } from "@/lib/client/use-hydrated";
import { Menu } from "@/components/ui/menu";
import { TopBarButton } from "./top-bar-button";

const themes = [
  { value: "system", label: "themeSystem", icon: <Monitor /> },
  { value: "light", label: "themeLight", icon: <Sun /> },
  { value: "dark", label: "themeDark", icon: <Moon /> },
] as const;

export function ThemeMenu() {
  const t = useTranslations("nav");
  const { theme, setTheme } = useTheme();
  const mounted = useHydrated();
  return (
    <Menu
      trigger={
        <TopBarButton square aria-label={t("theme")} title={t("theme")}>
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </TopBarButton>
      }
      groups={[
        themes.map(({ value, label, icon }) => ({
          key: value,
          label: t(label),
          icon,
          checked: mounted && theme === value,
          onSelect: () => setTheme(value),
        })),
      ]}
    />
  );
}
