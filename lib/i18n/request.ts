import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, isTimeZone, localeCookie, matchLocale, timeZoneCookie } from "./locales";
import { messages } from "./messages";

export default getRequestConfig(async () => {
  const jar = await cookies();
  const chosen = jar.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : matchLocale((await headers()).get("accept-language"));
  const zone = jar.get(timeZoneCookie)?.value;
  return {
    locale,
    messages: messages[locale],
    now: new Date(),
    timeZone: isTimeZone(zone) ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
});
