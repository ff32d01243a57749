"use client";

import { ChevronDown, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { Menu, type MenuProps } from "./menu";

export interface RefreshButtonProps {
  onClick: () => void;
  busy: boolean | undefined;
  className?: string;
}

/** Reads the page again; a phone pulls it down instead. */
export function RefreshButton({ onClick, busy, className = "phone:hidden" }: RefreshButtonProps) {
  const t = useTranslations("common");
  return (
    <IconButton
      label={t("refresh")}
      icon={<RefreshCw className="size-3.5" />}
      onClick={onClick}
      busy={busy}
      className={className}
    />
  );
}

/** What else can be done with the object of a page. */
export function ActionsMenu({ groups }: Pick<MenuProps, "groups">) {
  const t = useTranslations("common");
  return (
    <Menu
      trigger={
        <Button>
          {t("actions")}
          <ChevronDown className="size-3" />
        </Button>
      }
      groups={groups}
    />
  );
}
