"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { notify } from "@/components/feedback/notify";
import { copyText } from "@/components/ui/copy-text";
import type { RowMenu } from "./types";

type Item = RowMenu[number][number];

/** The actions that nearly every row has, with the same words and in the same look everywhere. */
export function useRowItems() {
  const t = useTranslations("common");
  return {
    edit: (onSelect: () => void): Item => ({ key: "edit", label: t("edit"), icon: <Pencil />, onSelect }),
    copyId: ({ id, name }: { id: string; name: string }): Item => ({
      key: "copy",
      label: t("copyId"),
      icon: <Copy />,
      onSelect: () => void copyText(id).then((done) => done && notify(t("idCopied", { name }))),
    }),
    /** Last and apart from the others; `unusable` says why it cannot be done. */
    remove: (onSelect: () => void, unusable?: string): Item => ({
      key: "delete",
      label: t("delete"),
      icon: <Trash2 />,
      danger: true,
      unusable,
      onSelect,
    }),
  };
}
