import { rule } from "@/lib/model/rule";

/** Material that cannot be used, with the field that it stands in and the rule that says why. */
export class PkiError extends Error {
  override readonly name = "PkiError";
  readonly rule: string;
  constructor(
    readonly field: "certificate" | "privateKey" | "password" | "domain",
    key: string,
    values: Record<string, string | number> = {},
  ) {
    super(key);
    this.rule = rule(key, values);
  }
}
