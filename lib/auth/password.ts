import { rule } from "@/lib/model/rule";
import { passwordLength } from "@/lib/model/user";

export { passwordLength };

/** Rule broken by a new password, or null. */
export function checkPassword(password: string): string | null {
  const { length } = password;
  return length < passwordLength.min || length > passwordLength.max ? rule("passwordLength", passwordLength) : null;
}
