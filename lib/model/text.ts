import * as z from "zod";
import { rule } from "./rule";

/**
 * Without what nobody sees: controls, halves of characters, separators of lines, and marks that turn text around (UAX 9).
 * None of it belongs into a header, a line of a log or a cell.
 */
const hidden = String.raw`\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069`;
export const visibleText = new RegExp(`^[^${hidden}]*$`, "u");
/** The same of several lines. */
const visibleLines = new RegExp(`^(?:[^${hidden}]|[\\t\\r\\n])*$`, "u");

/** Name, 1–255 characters (LS-06); generated when a form leaves it empty (LB-07). */
export const Name = z
  .string({ error: rule("required") })
  .trim()
  .min(1, { error: rule("required") })
  .max(255, { error: rule("tooLong", { max: 255 }) })
  .regex(/^[^<>]*$/, { error: rule("noAngleBrackets") })
  .regex(visibleText, { error: rule("hiddenCharacters") });

/** Name as the API accepts it: may be empty. */
export const OptionalName = z
  .string({ error: rule("text") })
  .max(255, { error: rule("tooLong", { max: 255 }) })
  .regex(/^[^<>]*$/, { error: rule("noAngleBrackets") })
  .regex(visibleText, { error: rule("hiddenCharacters") });

/** Description, at most 255 characters, without `<` and `>` (LB-21). */
export const Description = z
  .string({ error: rule("text") })
  .max(255, { error: rule("tooLong", { max: 255 }) })
  .regex(/^[^<>]*$/, { error: rule("noAngleBrackets") })
  .regex(visibleLines, { error: rule("hiddenCharacters") });

export const Id = z.uuid({ error: rule("id") });

export function integer(min: number, max: number) {
  const message = rule("integerBetween", { min, max });
  return z.number({ error: message }).int({ error: message }).min(min, { error: message }).max(max, { error: message });
}

/** TCP or UDP port, 1–65535 (LS-02, LS-04). */
export const Port = integer(1, 65535);

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** `elb-ys0q`: a prefix and four random characters (LB-07). `random` gives numbers in [0, 1). */
export function generateName(prefix: string, random: () => number = Math.random): string {
  let name = `${prefix}-`;
  for (let i = 0; i < 4; i++) name += alphabet[Math.floor(random() * alphabet.length)];
  return name;
}
