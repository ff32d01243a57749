import "server-only";
import { getDatabase } from "@/lib/db/client";
import { getAuth } from "./auth";
import { checkPassword, passwordLength } from "./password";
import { announceSetupCode } from "./setup-code";
import { hasTokenNamed, storeToken } from "./tokens";
import { createUser, hasUsers } from "./users";

const tokenName = "environment";

/** First run: the user and the token that the environment asks for, or a code for the set-up page. */
export async function bootstrapAuth(print: (line: string) => void): Promise<void> {
  const db = getDatabase();
  const { EVENKEEL_ADMIN_PASSWORD: password, EVENKEEL_API_TOKEN: token } = process.env;
  if (token !== undefined && token !== "" && !hasTokenNamed(db, tokenName)) {
    storeToken(db, token, { name: tokenName, role: "admin", projectId: null });
  }
  if (hasUsers(db)) return;
  if (password === undefined || password === "") return announceSetupCode(print);
  if (checkPassword(password) !== null) {
    const { min, max } = passwordLength;
    print(`EVENKEEL_ADMIN_PASSWORD should have ${min} to ${max} characters; it is taken as it is.`);
  }
  await createUser(getAuth(), { name: "admin", password, role: "admin" });
}
