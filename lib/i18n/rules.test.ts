import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { messages } from "./messages";

const root = fileURLToPath(new URL("../", import.meta.url));

it("has a message for every rule that the model and the services refuse by", () => {
  const keys = ["model", "services"].flatMap((folder) => rulesIn(`${root}${folder}`));
  expect([...new Set(keys)].filter((key) => !(key in messages.en.rules)).toSorted()).toEqual([]);
});

function rulesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .flatMap((file) => [...readFileSync(`${folder}/${file}`, "utf8").matchAll(/\brule\(\s*"(\w+)"/g)])
      .map((match) => match[1] ?? "");
  } catch {
    return [];
  }
}
