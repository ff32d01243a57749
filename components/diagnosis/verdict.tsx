"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";
import type { Cause } from "@/lib/model/cause";

/** The answer in a line: how many of the causes are likely. */
export function Verdict({ causes }: { causes: readonly Cause[] }) {
  const t = useTranslations("diagnosis");
  const count = causes.filter(({ finding }) => finding === "suspect").length;
  return (
    <Note tone={count === 0 ? "ok" : "warn"}>
      <Shape name={count === 0 ? "check" : "triangle"} />
      <p>{t("verdict", { count })}</p>
    </Note>
  );
}
