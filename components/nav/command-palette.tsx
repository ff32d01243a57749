"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { Keyboard, Languages, Monitor, Moon, Search, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { type ReactNode, useState } from "react";
import { rememberLocale } from "@/lib/i18n/cookies";
import { locales } from "@/lib/i18n/locales";
import { navEntries } from "./entries";
import { openShortcuts } from "./shell-events";

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslations("nav");
  const [text, setText] = useState("");
  const router = useRouter();
  const locale = useLocale();
  const { setTheme } = useTheme();
  const run = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-40 w-140 max-w-[calc(100vw-24px)] -translate-x-1/2 rounded-md bg-popover shadow-xl outline-none focus-visible:shadow-xl!">
          <Dialog.Title className="sr-only">{t("find")}</Dialog.Title>
          <Command label={t("find")} loop>
            <div className="flex items-center gap-2 border-b px-4">
              <Search className="text-faint-foreground" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t("findHint")}
                data-bare=""
                className="h-12 min-w-0 flex-1 bg-transparent text-base"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1">
              <Command.Empty className="px-4 py-8 text-center text-muted-foreground">
                {t("findNothing", { text })}
              </Command.Empty>
              <Group heading={t("goTo")}>
                {navEntries.map((entry) => (
                  <Item
                    key={entry.key}
                    icon={entry.icon}
                    keys={`g ${entry.jump}`}
                    onSelect={run(() => router.push(entry.href))}
                  >
                    {t(entry.key)}
                  </Item>
                ))}
              </Group>
              <Group heading={t("act")}>
                <Item
                  icon={<Monitor />}
                  onSelect={run(() => setTheme("system"))}
                >{`${t("theme")}: ${t("themeSystem")}`}</Item>
                <Item
                  icon={<Sun />}
                  onSelect={run(() => setTheme("light"))}
                >{`${t("theme")}: ${t("themeLight")}`}</Item>
                <Item icon={<Moon />} onSelect={run(() => setTheme("dark"))}>{`${t("theme")}: ${t("themeDark")}`}</Item>
                {locales
                  .filter((other) => other !== locale)
                  .map((other) => (
                    <Item
                      key={other}
                      icon={<Languages />}
                      onSelect={run(() => {
                        rememberLocale(other);
                        router.refresh();
                      })}
                    >{`${t("language")}: ${t(other)}`}</Item>
                  ))}
                <Item icon={<Keyboard />} keys="?" onSelect={run(openShortcuts)}>
                  {t("shortcuts")}
                </Item>
              </Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint-foreground"
    >
      {children}
    </Command.Group>
  );
}

function Item({
  icon,
  keys,
  children,
  onSelect,
}: {
  icon: ReactNode;
  keys?: string;
  children: ReactNode;
  onSelect: () => void;
}) {
  return (
    <Command.Item
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-3 data-[selected=true]:bg-hover phone:min-h-10 [&>svg]:text-muted-foreground"
    >
      {icon}
      {children}
      {keys && <kbd className="ml-auto font-sans text-2xs text-faint-foreground">{keys}</kbd>}
    </Command.Item>
  );
}
