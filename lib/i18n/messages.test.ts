import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { icuArguments } from "./icu-arguments";
import { defaultLocale, locales, matchLocale, type Locale } from "./locales";
import { messages } from "./messages";

function flatten(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  return new Map(
    Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => [
      ...flatten(inner, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

const reference = flatten(messages[defaultLocale]);

describe.each(locales)("messages of %s", (locale: Locale) => {
  const own = flatten(messages[locale]);

  it("lists every namespace file in its index", () => {
    const folder = fileURLToPath(new URL(`./messages/${locale}`, import.meta.url));
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    expect(Object.keys(messages[locale]).toSorted()).toEqual(files.map((file) => file.slice(0, -5)).toSorted());
  });

  it("has the keys of the default locale and no others", () => {
    expect([...own.keys()].toSorted()).toEqual([...reference.keys()].toSorted());
  });

  it("takes the same arguments as the default locale", () => {
    const differing = [...own].filter(
      ([key, text]) => icuArguments(text).join() !== icuArguments(reference.get(key) ?? "").join(),
    );
    expect(differing).toEqual([]);
  });

  it("is never empty and always parses", () => {
    const failures: string[] = [];
    const translate = createTranslator<Record<string, string>>({
      locale,
      messages: Object.fromEntries([...own].map(([key, text]) => [key.replaceAll(".", "|"), text])),
      onError: (error) => failures.push(error.message),
    });
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe("");
      const values = Object.fromEntries(icuArguments(text).map((name) => [name, name.startsWith("<") ? "" : 1]));
      const tags = Object.keys(values).filter((name) => name.startsWith("<"));
      if (tags.length === 0) translate(key.replaceAll(".", "|"), values);
      else
        translate.markup(key.replaceAll(".", "|"), {
          ...values,
          ...Object.fromEntries(tags.map((tag) => [tag.slice(1, -1), String])),
        });
    }
    expect(failures).toEqual([]);
  });
});

describe("icuArguments", () => {
  it("sees through plurals, selects and tags", () => {
    expect(icuArguments("{n, plural, one {# of {total}} other {<b>#</b>}} {kind, select, a {x} other {{y}}}")).toEqual([
      "<b>",
      "kind",
      "n",
      "total",
      "y",
    ]);
  });
});

describe("matchLocale", () => {
  it.each([
    [null, "en"],
    ["fr-FR, de;q=0.8", "en"],
    ["zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["en;q=0.4, zh-Hans;q=0.9", "zh-CN"],
    ["zh;q=0, en", "en"],
  ])("%s reads %s", (header, expected) => expect(matchLocale(header)).toBe(expected));
});
