import { localeCookie, timeZoneCookie, type Locale } from "./locales";

const year = 365 * 24 * 3600;

function writeCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`;
}

/** Browser only. The caller refreshes the router afterwards. */
export function rememberLocale(locale: Locale): void {
  writeCookie(localeCookie, locale);
}

/** Browser only. */
export function rememberTimeZone(timeZone: string): void {
  writeCookie(timeZoneCookie, timeZone);
}
