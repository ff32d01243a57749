"use client";

import { useTranslations } from "next-intl";

const known = ["ENOTFOUND", "ENODATA", "ESERVFAIL", "EREFUSED", "ETIMEOUT", "ECONNREFUSED", "TOO_MANY"] as const;

/** Words for the code with which a name did not resolve. */
export function useResolveErrorText(): (code: string) => string {
  const t = useTranslations("scaling");
  return (code) => {
    const one = known.find((each) => each === code);
    return one === undefined ? t("errorOther", { code }) : t(`error_${one}`);
  };
}
