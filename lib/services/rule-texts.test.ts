import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { messages } from "@/lib/i18n/messages";

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(path.join(directory, file), "utf8"));
}

test("every rule that is named has a sentence", () => {
  const named = new Set<string>();
  for (const text of ["lib/model", "lib/services", "lib/auth"].flatMap(sources)) {
    for (const [, argument = ""] of text.matchAll(/\brule\(([^(){}]*)/g)) {
      for (const [, key = ""] of argument.matchAll(/"([a-zA-Z0-9]+)"/g)) named.add(key);
    }
    for (const [, key = ""] of text.matchAll(/"((?:portInUse|quota)[A-Z][A-Za-z]*)"/g)) named.add(key);
  }
  named.delete("listener");
  expect(named.size).toBeGreaterThan(50);
  expect([...named].filter((key) => !Object.hasOwn(messages.en.rules, key))).toEqual([]);
});
