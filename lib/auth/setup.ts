import "server-only";
import * as z from "zod";
import { getDatabase } from "@/lib/db/client";
import { rule } from "@/lib/model/rule";
import { invalidField, ServiceError } from "@/lib/services/errors";
import { parse } from "@/lib/services/parse";
import { getAuth } from "./auth";
import { checkPassword } from "./password";
import { isLocalVisitor } from "./peer";
import { checkSetupCode, forgetSetupCode } from "./setup-code";
import { createUser, hasUsers } from "./users";

export interface SetupState {
  /** No user exists yet: the first visit chooses the password of `admin`. */
  needed: boolean;
  /** The visitor is on another host and has to type the code that the terminal shows. */
  needsCode: boolean;
}

export function readSetupState(headers: Headers): SetupState {
  const needed = !hasUsers(getDatabase());
  return { needed, needsCode: needed && !isLocalVisitor(headers) };
}

const SetupInput = z.object({
  password: z.string({ error: rule("required") }),
  code: z.string({ error: rule("text") }).optional(),
});

let running: Promise<unknown> = Promise.resolve();

/** Creates the user `admin`, once; two visitors at the same time are taken one after the other. */
export function completeSetup(headers: Headers, input: { password: string; code?: string }): Promise<void> {
  const result = running.then(() => createAdmin(headers, input));
  running = result.catch(() => {});
  return result;
}

async function createAdmin(headers: Headers, raw: { password: string; code?: string }): Promise<void> {
  const input = parse(SetupInput, raw);
  const state = readSetupState(headers);
  if (!state.needed) throw new ServiceError("conflict", { rule: rule("setupDone") });
  if (state.needsCode && !checkSetupCode(input.code ?? "")) throw invalidField("code", rule("setupCode"));
  const broken = checkPassword(input.password);
  if (broken !== null) throw invalidField("password", broken);
  await createUser(getAuth(), { name: "admin", password: input.password, role: "admin" });
  forgetSetupCode();
}
