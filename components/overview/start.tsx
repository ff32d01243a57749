"use client";

import { FlaskConical, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadBalancerIcon } from "@/components/nav/icons";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useSample } from "./use-sample";

/** The overview of an installation without a load balancer: what one is, and two ways to start. */
export function Start() {
  const t = useTranslations("overview");
  const { busy, create } = useSample();
  return (
    <Card className="px-8 py-10 phone:px-4 phone:py-8">
      <div className="mx-auto max-w-170">
        <span className="text-primary [&>svg]:size-8">
          <LoadBalancerIcon />
        </span>
        <h2 className="mt-3 text-xl font-semibold tracking-[-.012em]">{t("startTitle")}</h2>
        <p className="mt-1.5 text-muted-foreground">{t("startText")}</p>
        <div className="mt-6 grid grid-cols-2 gap-4 phone:grid-cols-1">
          <Way
            title={t("startCreateTitle")}
            text={t("startCreateText")}
            action={
              <ButtonLink href="/load-balancers/create" variant="primary" icon={<Plus />} className="phone:w-full">
                {t("startCreate")}
              </ButtonLink>
            }
          />
          <Way
            title={t("startSampleTitle")}
            text={t("startSampleText")}
            action={
              <Button icon={<FlaskConical />} busy={busy} onClick={() => void create()} className="phone:w-full">
                {t("startSample")}
              </Button>
            }
          />
        </div>
      </div>
    </Card>
  );
}

function Way({ title, text, action }: { title: string; text: string; action: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-4 rounded-md border p-4">
      <div className="flex-1">
        <h3 className="font-semibold">{title}</h3>
        <p className="mt-0.5 text-muted-foreground">{text}</p>
      </div>
      {action}
    </div>
  );
}
