import { createTranslator } from "next-intl";
import { messages } from "@/lib/i18n/messages";
import { parseRule } from "@/lib/model/rule";

const rules: Record<string, string> = messages.en.rules;

/** The English sentence of a rule: what the API answers. */
export function describeRule(encoded: string): string {
  const { key, values } = parseRule(encoded);
  if (!Object.hasOwn(rules, key)) return encoded;
  const translate = createTranslator<Record<string, string>>({ locale: "en", messages: { text: rules[key] ?? key } });
  return translate("text", values);
}
