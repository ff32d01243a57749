"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { RowMenu } from "./types";

/** Everyday actions, then those of the kind, then delete. */
export function RowActions({ name, groups }: { name: string; groups: RowMenu }) {
  const t = useTranslations("table");
  return (
    <Menu
      trigger={<IconButton label={t("rowActions", { name })} icon={<Ellipsis />} variant="quiet" size="sm" />}
      groups={groups}
    />
  );
}
