"use client";

import { CircleHelp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";

/** 320 px at the side; closed, it leaves a button to open it again. Headings, paragraphs and lists style themselves. */
export function HelpPanel({ children }: { children: ReactNode }) {
  const t = useTranslations("form");
  const [open, setOpen] = useState(true);
  if (!open) {
    return <IconButton label={t("openHelp")} icon={<CircleHelp />} onClick={() => setOpen(true)} />;
  }
  return (
    <Card className="bg-sunken wide:w-80" aria-label={t("openHelp")}>
      <CardHead
        ruled
        title={
          <span className="flex items-center gap-2.5">
            <CircleHelp />
            {t("openHelp")}
          </span>
        }
        side={
          <IconButton label={t("closeHelp")} icon={<X />} variant="quiet" size="sm" onClick={() => setOpen(false)} />
        }
      />
      <CardBody className="pt-3.5 pb-4 text-xs leading-[1.1875rem] text-muted-foreground [&_h3]:mt-3.5 [&_h3]:mb-1 [&_h3]:text-sm [&_h3]:font-semibold [&_h3]:text-foreground [&_h3:first-child]:mt-0 [&_li]:relative [&_li]:pl-3 [&_li]:before:absolute [&_li]:before:top-[9px] [&_li]:before:left-0 [&_li]:before:h-px [&_li]:before:w-[5px] [&_li]:before:bg-faint-foreground [&_li+li]:mt-1">
        {children}
      </CardBody>
    </Card>
  );
}
