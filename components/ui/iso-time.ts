/** `2026-03-14 09:21`, the same in every language. */
export function isoTime(date: Date, timeZone: string | undefined, seconds = false): string {
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: seconds ? "medium" : "short",
  }).format(date);
}
