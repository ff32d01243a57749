import * as z from "zod";
import { type Role, roles } from "./api-token";
import { rule } from "./rule";
import { Id } from "./text";

/** Users that an installation may have. */
export const mostUsers = 500;

export const passwordLength = { min: 10, max: 128 } as const;

export interface UserView {
  id: string;
  name: string;
  role: Role;
  /** The only project that the user sees; null: every one. */
  projectId: string | null;
  projectName: string;
  disabled: boolean;
  createdAt: number;
  /** When the newest of the sessions that are open began; null: there is none. */
  signedInAt: number | null;
}

const UserName = z
  .string({ error: rule("required") })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_.]{3,30}$/, { error: rule("userName") });

export const NewPassword = z
  .string({ error: rule("required") })
  .min(passwordLength.min, { error: rule("passwordLength", passwordLength) })
  .max(passwordLength.max, { error: rule("passwordLength", passwordLength) });

const RoleField = z.enum(roles, { error: rule("invalid") });

export const CreateUserInput = z.object({
  name: UserName,
  role: RoleField,
  projectId: Id.nullable().default(null),
  password: NewPassword,
});
export type CreateUserInput = z.input<typeof CreateUserInput>;

export const UpdateUserInput = z.object({
  id: z.string(),
  role: RoleField.optional(),
  projectId: Id.nullable().optional(),
  disabled: z.boolean().optional(),
  /** A new one, which ends the user's sessions. */
  password: NewPassword.optional(),
});
export type UpdateUserInput = z.input<typeof UpdateUserInput>;

export const ChangePasswordInput = z.object({
  currentPassword: z.string({ error: rule("required") }).min(1, { error: rule("required") }),
  password: NewPassword,
});
export type ChangePasswordInput = z.input<typeof ChangePasswordInput>;
