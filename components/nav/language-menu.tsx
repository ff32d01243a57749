"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menu";
import { rememberLocale } from "@/lib/i18n/cookies";
import { locales } from "@/lib/i18n/locales";
import { TopBarButton } from "./top-bar-button";

export function LanguageMenu() {
  const t = useTranslations("nav");
  const current = useLocale();
  const router = useRouter();
  return (
    <Menu
      trigger={
        <TopBarButton aria-label={`${t("language")}: ${t(current)}`} title={t("language")}>
          {t(`${current}Short`)}
        </TopBarButton>
      }
      groups={[
        locales.map((locale) => ({
          key: locale,
          label: <span lang={locale}>{t(locale)}</span>,
          checked: locale === current,
          onSelect: () => {
            rememberLocale(locale);
            router.refresh();
          },
        })),
      ]}
    />
  );
}
