import { rule } from "@/lib/model/rule";

export const passwordLength = { min: 10, max: 128 } as const;

/** Rule broken by a new password, or null. */
export function checkPassword(password: string): string | null {
  const { length } = password;
  return length < passwordLength.min || length > passwordLength.max ? rule("passwordLength", passwordLength) : null;
}
