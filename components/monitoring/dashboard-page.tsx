"use client";

import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import type { MetricSubject } from "@/lib/model/metric-object";
import { Dashboard, type DashboardProps } from "./dashboard";
import { pageOf } from "./object-list";

interface DashboardPageProps extends DashboardProps {
  subject: MetricSubject;
}

export function DashboardPage({ subject, limitsOf }: DashboardPageProps) {
  const t = useTranslations("monitoring");
  const kind = t(`type_${subject.type}`);
  return (
    <>
      <PageHead
        crumbs={[{ label: t("title"), href: "/monitoring" }, { label: subject.name }]}
        title={subject.name}
        counter={kind}
        actions={
          <ButtonLink href={pageOf(subject)} icon={<Settings2 />}>
            {t("manage")}
          </ButtonLink>
        }
      />
      <Dashboard subject={subject} limitsOf={limitsOf} />
    </>
  );
}
