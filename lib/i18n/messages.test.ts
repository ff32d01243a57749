import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/** What the program's sources quote: whole words, and templates such as `advice${code}` as patterns. */
function quotedInSources(): (key: string) => boolean {
  const words = new Set<string>();
  const patterns = new Set<string>();
  const root = fileURLToPath(new URL("../..", import.meta.url));
  for (const folder of ["app", "components", "lib", "engine"]) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!/(?<!\.test)\.tsx?$/.test(file)) continue;
      const source = readFileSync(join(root, folder, file), "utf8");
      for (const [, , word = ""] of source.matchAll(/(["'])([\w.-]+)\1/g)) words.add(word);
      for (const [, key = ""] of source.matchAll(/^\s*"?([\w-]+)"?\??:/gm)) words.add(key);
      for (const [, text = ""] of source.matchAll(/`([\w.-]*\$\{[^`]*)`/g)) {
        const parts = text.split(/\$\{[^}]*\}/);
        if (parts.every((part) => /^[\w.]*$/.test(part)) && /[A-Za-z]{2}/.test(parts.join(""))) {
          patterns.add(parts.map((part) => part.replaceAll(".", "\\.")).join("[\\w-]+"));
        }
      }
    }
  }
  const composed = new RegExp(`^(?:${[...patterns].join("|")})$`);
  return (key) => words.has(key) || composed.test(key);
}

it("has no message that nothing asks for", () => {
  const quoted = quotedInSources();
  const idle = [...reference.keys()].filter((path) => {
    const [, ...inner] = path.split(".");
    return !quoted(inner.join(".")) && !quoted(inner.at(-1) ?? "");
  });
  expect(idle).toEqual([]);
});
