import { readdirSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The path of every page in a folder of `app`, as its folders say: `/servers`, `/load-balancers/[id]/tags`. */
export function pagesOf(folder: string): string[] {
  return readdirSync(resolve(root, "app", folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => file.split("/").slice(0, -1))
    .map((parts) => `/${parts.filter((part) => !part.startsWith("(")).join("/")}`)
    .toSorted();
}

/** Puts values in place of `[name]`; a name without a value is an error. */
export function pathOf(page: string, values: Record<string, string>): string {
  return page.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${page}: the journey has nothing to show for [${name}]`);
    return value;
  });
}

/** Matches what a message that is missing would show: `listener.name`. */
export function rawMessageKey(): RegExp {
  const areas = readdirSync(resolve(root, "lib/i18n/messages/en"))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(".json", ""));
  return new RegExp(`(?<![\\w/.-])(${areas.join("|")})(\\.[a-z][A-Za-z0-9]*)+\\b(?![\\w.-]*\\.(com|test|example))`);
}
