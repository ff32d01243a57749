"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";

/** An id on one line, cut where it is too long, and copied in full. */
export function CopyableId({ id }: { id: string }) {
  const t = useTranslations("common");
  return (
    <span className="flex max-w-full min-w-0 items-center gap-1">
      <span className="mono min-w-0 truncate" title={id}>
        {id}
      </span>
      <CopyButton value={id} label={t("copyId")} />
    </span>
  );
}
