import { RE2JS } from "re2js";

/**
 * A user's regular expression, matched in time linear in the text (threats: lesson 7). Throws {@link RE2JSException} for
 * what is no expression of RE2's syntax.
 */
export function compilePattern(source: string, ignoreCase: boolean): RE2JS {
  return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
}

const special = new Set("\\.+*?()|[]{}^$");
const repeats = new Set("*?+{");

/**
 * Text that everything which the expression matches from its start begins with; empty where none is evident. Good for
 * full matches, and for searches that begin with `^`.
 */
export function literalPrefix(source: string): string {
  if (source.includes("|")) return "";
  let prefix = "";
  let last = 0;
  let i = source.startsWith("^") ? 1 : 0;
  while (i < source.length) {
    let character = source.charAt(i);
    if (character === "\\") {
      const escaped = source.charAt(i + 1);
      if (!/[!-/:-@[-`{-~]/.test(escaped)) break;
      character = escaped;
      i += 1;
    } else if (special.has(character)) break;
    last = prefix.length;
    prefix += character;
    i += 1;
  }
  // A repetition belongs to the character before it, which may be missing then.
  return repeats.has(source.charAt(i)) ? prefix.slice(0, last) : prefix;
}
