"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { rememberTimeZone } from "@/lib/i18n/cookies";
import { timeZoneCookie } from "@/lib/i18n/locales";

/** Tells the server the browser's time zone once, so that both write the same times from the first paint on. */
export function TimeZone() {
  const router = useRouter();
  const used = useTimeZone();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = document.cookie.includes(`${timeZoneCookie}=`);
    if (known) return;
    rememberTimeZone(own);
    if (own !== used) router.refresh();
  }, [router, used]);
  return null;
}
