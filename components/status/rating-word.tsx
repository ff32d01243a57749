"use client";

import { useTranslations } from "next-intl";
import type { TraceRating } from "@/lib/model/trace";
import { StateWord } from "./state-word";
import { ratingAppearance } from "./states";

/** How an audited operation went. */
export function RatingWord({ rating }: { rating: TraceRating }) {
  const t = useTranslations("status");
  return <StateWord appearance={ratingAppearance[rating]}>{t(`rating_${rating}`)}</StateWord>;
}
