import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AlarmTabs } from "@/components/alarm/alarm-tabs";
import { PageHead } from "@/components/ui/page-head";
import { requireContext } from "@/lib/auth/request-context";
import { countFiringAlarms } from "@/lib/services/alarm/firing";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alarm"))("title") };
}

export default async function AlarmsLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const t = await getTranslations("alarm");
  return (
    <>
      <PageHead title={t("title")} />
      <div className="grid gap-4">
        <AlarmTabs firing={countFiringAlarms(ctx)} />
        {children}
      </div>
    </>
  );
}
