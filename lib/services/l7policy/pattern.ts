import { RE2JS, RE2JSException } from "re2js";
import type { L7Condition } from "@/lib/model/l7rule";
import { rule } from "@/lib/model/rule";
import { invalidField } from "../errors";

/** Refuses a regular expression that the data plane's linear-time engine cannot run; `path` is where it stands. */
export function requirePattern({ compareType, value }: Pick<L7Condition, "compareType" | "value">, path: string): void {
  if (compareType !== "REGEX") return;
  try {
    RE2JS.compile(value);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, "");
    throw invalidField(path, rule("l7Pattern", { reason }));
  }
}
