import type { Db } from "@/lib/db/client";
import { user } from "@/lib/db/schema";
import type { Role } from "@/lib/services/context";
import type { Auth } from "./auth";

export function hasUsers(db: Db): boolean {
  return db.select({ id: user.id }).from(user).limit(1).get() !== undefined;
}

/** Creates a user who signs in by name and password; the email is synthetic, nothing is ever sent to it. */
export async function createUser(auth: Auth, fields: { name: string; password: string; role: Role }): Promise<string> {
  const { internalAdapter, password } = await auth.$context;
  const { name, role } = fields;
  const created = await internalAdapter.createUser(
    { name, username: name, displayUsername: name, email: `${name}@evenkeel.invalid`, emailVerified: true, role },
    { method: "admin" },
  );
  await internalAdapter.linkAccount({
    userId: created.id,
    providerId: "credential",
    accountId: created.id,
    password: await password.hash(fields.password),
  });
  return created.id;
}
